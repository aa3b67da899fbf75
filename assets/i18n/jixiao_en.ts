<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Application</name>
    <message>
        <source>绩效申报</source>
        <translation>Jixiao Performance Declaration</translation>
    </message>
</context>
<context>
    <name>ApprovalsPage</name>
    <message>
        <source>审批</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>%1 张表等待您的决定，等得最久的在前</source>
        <translation>%1 forms wait for your decision, the longest waiting first</translation>
    </message>
    <message>
        <source>已全部处理</source>
        <translation>All done</translation>
    </message>
    <message>
        <source>第 %1 轮</source>
        <translation>round %1</translation>
    </message>
    <message>
        <source>有表送来时会出现在这里。</source>
        <translation>Forms sent to you appear here.</translation>
    </message>
    <message>
        <source>您的角色不参与审批；已提交的表在“项目”里查看进度。</source>
        <translation>Your role takes no part in approvals; see under “Projects” how submitted forms stand.</translation>
    </message>
    <message>
        <source>没有待审批的表</source>
        <translation>No form waits for approval</translation>
    </message>
    <message>
        <source>无需审批</source>
        <translation>Nothing to approve</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1送达</source>
        <translation>received %1</translation>
    </message>
    <message>
        <source>%1 条提醒已说明</source>
        <translation>reasons given for %1 warnings</translation>
    </message>
</context>
<context>
    <name>BackupRow</name>
    <message>
        <source>会先锁定，选一份备份，看过会有什么变化再决定。</source>
        <translation>Locks first; then you choose a backup and see what would change before you decide.</translation>
    </message>
    <message>
        <source>从备份恢复</source>
        <translation>Restore a backup</translation>
    </message>
    <message>
        <source>选择备份</source>
        <translation>Choose a backup</translation>
    </message>
    <message>
        <source>还没有备份。每天空闲时自动备份一次。</source>
        <translation>No backup yet. One is made each day in an idle moment.</translation>
    </message>
    <message>
        <source>最近一次核对无误的备份：%1。每天空闲时自动备份一次。</source>
        <translation>Newest verified backup: %1. One is made each day in an idle moment.</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>现在备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>另外每周留一份，留八周。</source>
        <translation>And one of each week, for eight weeks.</translation>
    </message>
    <message>
        <source>保留最近几份备份</source>
        <translation>Newest backups kept</translation>
    </message>
    <message>
        <source>保留备份</source>
        <translation>Backups kept</translation>
    </message>
    <message>
        <source>%1 份</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>备份文件夹</source>
        <translation>Backup folder</translation>
    </message>
    <message>
        <source>另选文件夹</source>
        <translation>Choose another folder</translation>
    </message>
    <message>
        <source>改回默认</source>
        <translation>Use the default</translation>
    </message>
    <message>
        <source>选择存放备份的文件夹</source>
        <translation>Choose a folder for backups</translation>
    </message>
</context>
<context>
    <name>BoolEditor</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
</context>
<context>
    <name>BudgetCard</name>
    <message>
        <source>单位：万元</source>
        <translation>In 10,000 yuan</translation>
    </message>
    <message>
        <source>预算</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>申报合计</source>
        <translation>Declared</translation>
    </message>
    <message>
        <source>已通过</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>通过进度（按金额）</source>
        <translation>Approved, by amount</translation>
    </message>
</context>
<context>
    <name>ConflictCard</name>
    <message>
        <source>我填的</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>用我填的</source>
        <translation>Keep mine</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>用对方的</source>
        <translation>Take theirs</translation>
    </message>
</context>
<context>
    <name>DecisionBar</name>
    <message>
        <source>退回原因</source>
        <translation>Reason for the return</translation>
    </message>
    <message>
        <source>退回意见</source>
        <translation>What to change</translation>
    </message>
    <message>
        <source>退回意见（写清楚要改什么）</source>
        <translation>Say clearly what has to change</translation>
    </message>
    <message>
        <source>还有 %1 处错误，改正后才能提交</source>
        <translation>%1 errors left; correct them before you submit</translation>
    </message>
    <message>
        <source>没有错误，可以提交</source>
        <translation>No errors; ready to submit</translation>
    </message>
    <message>
        <source>审核：错误 %1 · 提醒 %2</source>
        <translation>Review: %1 errors · %2 warnings</translation>
    </message>
    <message>
        <source>审核没有发现问题</source>
        <translation>The review found nothing</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>确认退回</source>
        <translation>Return it</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>批准</source>
        <translation>Approve</translation>
    </message>
    <message>
        <source>重新提交</source>
        <translation>Submit again</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submit</translation>
    </message>
    <message>
        <source>没有错误，还有 %1 条提醒要写明理由</source>
        <translation>No errors; %1 warnings still need a reason</translation>
    </message>
    <message>
        <source>审核：错误 %1 · 提醒 %2，其中 %3 条没有说明</source>
        <translation>Review: %1 errors · %2 warnings, %3 of them without a reason</translation>
    </message>
    <message>
        <source>审核：错误 %1 · 提醒 %2，都有说明</source>
        <translation>Review: %1 errors · %2 warnings, all with a reason</translation>
    </message>
    <message>
        <source>写说明（%1）</source>
        <translation>Give reasons (%1)</translation>
    </message>
    <message>
        <source>提交前写说明，还差 %1 条</source>
        <translation>Give reasons before submitting, %1 missing</translation>
    </message>
</context>
<context>
    <name>EnumEditor</name>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
</context>
<context>
    <name>Explanation</name>
    <message>
        <source>这条说明是按改动前的内容写的，请核对</source>
        <translation>This reason was written for an earlier value; please check it</translation>
    </message>
    <message>
        <source>说明 %1：%2</source>
        <translation>Reason %1: %2</translation>
    </message>
    <message>
        <source>说明 %1</source>
        <translation>Reason %1</translation>
    </message>
    <message>
        <source>写明理由，审批人会看到</source>
        <translation>Why is it right? The approver will read this</translation>
    </message>
    <message>
        <source>仍然适用</source>
        <translation>Still holds</translation>
    </message>
    <message>
        <source>仍然适用：%1</source>
        <translation>Still holds: %1</translation>
    </message>
    <message>
        <source>同类 %1 条也用这条</source>
        <translation>Use for %1 more of this kind</translation>
    </message>
    <message>
        <source>填报人没有写说明</source>
        <translation>No reason was given</translation>
    </message>
    <message>
        <source>说明：%1</source>
        <translation>Reason: %1</translation>
    </message>
    <message>
        <source>写于内容改动之前，与现在的提醒不完全对应</source>
        <translation>Written before a change; it may not fit the present warning</translation>
    </message>
</context>
<context>
    <name>FieldFrame</name>
    <message>
        <source>%1（%2）</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1，必填</source>
        <translation>%1, required</translation>
    </message>
    <message>
        <source>（%1）</source>
        <translation>(%1)</translation>
    </message>
</context>
<context>
    <name>FindingRow</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>一键改正：%1</source>
        <translation>Fix it: %1</translation>
    </message>
</context>
<context>
    <name>FirstUsePage</name>
    <message>
        <source>有备份？从备份恢复</source>
        <translation>Got a backup? Restore it</translation>
    </message>
    <message>
        <source>完成设备登记</source>
        <translation>Finish enrolling this device</translation>
    </message>
    <message>
        <source>开始使用</source>
        <translation>Get started</translation>
    </message>
    <message>
        <source>本机已建立加密数据，还需要登记码才能与单位服务器同步。</source>
        <translation>The encrypted data is in place; an enrolment code is still needed to sync with your unit’s server.</translation>
    </message>
    <message>
        <source>登记码由单位管理员发放，每个只能用一次。所有内容都会加密保存在本机。</source>
        <translation>Your administrator issues enrolment codes; each works once. Everything is kept encrypted on this device.</translation>
    </message>
    <message>
        <source>使用方式</source>
        <translation>How to use the app</translation>
    </message>
    <message>
        <source>用登记码</source>
        <translation>With a code</translation>
    </message>
    <message>
        <source>仅本机使用</source>
        <translation>This device only</translation>
    </message>
    <message>
        <source>登记码</source>
        <translation>Enrolment code</translation>
    </message>
    <message>
        <source>jixiao:enrol?…</source>
        <translation>jixiao:enrol?…</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>至少 8 个字符，例如几个词连在一起。只有您知道，管理员也看不到。</source>
        <translation>At least 8 characters, for example a few words in a row. Only you know it; not even the administrator can see it.</translation>
    </message>
    <message>
        <source>设置口令</source>
        <translation>Choose a passphrase</translation>
    </message>
    <message>
        <source>两次输入不一致</source>
        <translation>The two do not match</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>正在建立加密数据…</source>
        <translation>Setting up the encrypted data…</translation>
    </message>
    <message>
        <source>登记本设备</source>
        <translation>Enrol this device</translation>
    </message>
</context>
<context>
    <name>FixedRow</name>
    <message>
        <source>删除%1</source>
        <translation>Remove %1</translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>写意见：%1</source>
        <translation>Remark on %1</translation>
    </message>
    <message>
        <source>意见：%1</source>
        <translation>Remark: %1</translation>
    </message>
    <message>
        <source>写给填报人的意见，回车确认</source>
        <translation>Your remark to the person who fills it in; Enter to confirm</translation>
    </message>
    <message>
        <source>自动计算</source>
        <translation>Worked out automatically</translation>
    </message>
    <message>
        <source>如 2024-03-01</source>
        <translation>e.g. 2024-03-01</translation>
    </message>
</context>
<context>
    <name>FormHeader</name>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>未能保存，将自动重试</source>
        <translation>Not saved yet; trying again</translation>
    </message>
    <message>
        <source>已保存 %1</source>
        <translation>Saved %1</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>返回列表</source>
        <translation>Back to the list</translation>
    </message>
    <message>
        <source>第 %1 轮</source>
        <translation>round %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>撤销：%1</source>
        <translation>Undo: %1</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>恢复：%1</source>
        <translation>Redo: %1</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>打印预览</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <source>收起审核栏</source>
        <translation>Fold the review panel</translation>
    </message>
    <message>
        <source>打开审核栏</source>
        <translation>Open the review panel</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <source>填报完成情况</source>
        <translation>Report outcomes</translation>
    </message>
    <message>
        <source>修改记录</source>
        <translation>History</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>已退回，请按意见修改后重新提交</source>
        <translation>Returned; change it as asked and submit again</translation>
    </message>
</context>
<context>
    <name>FormSection</name>
    <message>
        <source>%1 条</source>
        <translation>%1 rows</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>添加%1</source>
        <translation>Add: %1</translation>
    </message>
    <message>
        <source>金额单位：%1</source>
        <translation>Amounts in %1</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>今天 %1</source>
        <translation>today %1</translation>
    </message>
    <message>
        <source>昨天 %1</source>
        <translation>yesterday %1</translation>
    </message>
    <message>
        <source>%1月%2日 %3</source>
        <translation>%1/%2 %3</translation>
    </message>
    <message>
        <source>%1年%2月%3日</source>
        <translation>%1-%2-%3</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>昨天</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>%1月%2日</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>GroupHead</name>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>未填写</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>添加%1</source>
        <translation>Add: %1</translation>
    </message>
    <message>
        <source>添加一行</source>
        <translation>Add a row</translation>
    </message>
    <message>
        <source>在“%1”下添加%2</source>
        <translation>Add under “%1”: %2</translation>
    </message>
    <message>
        <source>在“%1”下添加一行</source>
        <translation>Add a row under “%1”</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>第 %1 条</source>
        <translation>Row %1</translation>
    </message>
    <message>
        <source>年度</source>
        <translation>Year</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Submitted</translation>
    </message>
    <message>
        <source>撤回</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>初审通过</source>
        <translation>Checked</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>申请调整</source>
        <translation>Adjustment requested</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>取消提交</source>
        <translation>Decision taken back</translation>
    </message>
    <message>
        <source>收到服务器上的修改</source>
        <translation>Changes from the server</translation>
    </message>
    <message>
        <source>处理冲突</source>
        <translation>Conflict settled</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>%1 等 %2 项</source>
        <translation>%1 and others, %2 in all</translation>
    </message>
</context>
<context>
    <name>HistoryChangeRow</name>
    <message>
        <source>现在没有的一条</source>
        <translation>Row that is gone now</translation>
    </message>
    <message>
        <source>删除的一条</source>
        <translation>Row removed</translation>
    </message>
    <message>
        <source>当时</source>
        <translation>Then</translation>
    </message>
    <message>
        <source>改前</source>
        <translation>Before</translation>
    </message>
    <message>
        <source>后来增加的一条</source>
        <translation>Row added since</translation>
    </message>
    <message>
        <source>增加的一条</source>
        <translation>Row added</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>改后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>换了位置</source>
        <translation>Moved to another place</translation>
    </message>
    <message>
        <source>移回原处</source>
        <translation>Move back</translation>
    </message>
    <message>
        <source>恢复当时的值</source>
        <translation>Restore this value</translation>
    </message>
    <message>
        <source>恢复改前的值</source>
        <translation>Restore this value</translation>
    </message>
</context>
<context>
    <name>HistoryDetail</name>
    <message>
        <source>比较</source>
        <translation>Compare</translation>
    </message>
    <message>
        <source>这一步的改动</source>
        <translation>Changed in this step</translation>
    </message>
    <message>
        <source>与现在相比</source>
        <translation>Compared with now</translation>
    </message>
    <message>
        <source>恢复到这个版本</source>
        <translation>Restore this version</translation>
    </message>
    <message>
        <source>从这一步到现在，表的内容没有变化。</source>
        <translation>The form has not changed since this step.</translation>
    </message>
    <message>
        <source>改过又改回去的内容，和提交、审批这样的步骤，不会改动表的内容。</source>
        <translation>What was changed back, and decisions such as submitting or approving, leave the form as it was.</translation>
    </message>
    <message>
        <source>与现在相同</source>
        <translation>Same as now</translation>
    </message>
    <message>
        <source>没有留下改动</source>
        <translation>No change left</translation>
    </message>
</context>
<context>
    <name>HistoryPane</name>
    <message>
        <source>返回填报</source>
        <translation>Back to the form</translation>
    </message>
    <message>
        <source>返回修改记录</source>
        <translation>Back to the history</translation>
    </message>
    <message>
        <source>修改记录</source>
        <translation>History</translation>
    </message>
    <message>
        <source>撤销：%1</source>
        <translation>Undo: %1</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>%1 处</source>
        <translation>%1 places</translation>
    </message>
    <message>
        <source>在这台设备上填写或审批之后，每一步都会记在这里。</source>
        <translation>Whatever is filled in or decided on this device is listed here, step by step.</translation>
    </message>
    <message>
        <source>还没有修改记录</source>
        <translation>No history yet</translation>
    </message>
</context>
<context>
    <name>HistoryValue</name>
    <message>
        <source>（空）</source>
        <translation>(empty)</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>选择要导入的文件</source>
        <translation>Choose a file to import</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>文件位置</source>
        <translation>File</translation>
    </message>
    <message>
        <source>文件位置，或点右边选择</source>
        <translation>Path of the file, or choose one at the right</translation>
    </message>
    <message>
        <source>选择文件</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>读取</source>
        <translation>Read</translation>
    </message>
    <message>
        <source>先选择一个文件</source>
        <translation>Choose a file first</translation>
    </message>
    <message>
        <source>存入本机</source>
        <translation>Store on this device</translation>
    </message>
    <message>
        <source>表格和文档 (*.docx *.xlsx *.txt *.md *.tsv *.json)</source>
        <translation>Tables and documents (*.docx *.xlsx *.txt *.md *.tsv *.json)</translation>
    </message>
    <message>
        <source>导入申报表</source>
        <translation>Import forms</translation>
    </message>
    <message>
        <source>看什么</source>
        <translation>What to look at</translation>
    </message>
    <message>
        <source>表（%1）</source>
        <translation>Forms (%1)</translation>
    </message>
    <message>
        <source>修补和提示（%1）</source>
        <translation>Repairs and notes (%1)</translation>
    </message>
    <message>
        <source>支持 Word（.docx）、Excel（.xlsx）、纯文本（.txt、.md），以及本软件导出的数据文件（.json）。存入本机之前，可以先核对读到的内容。</source>
        <translation>Word (.docx), Excel (.xlsx), plain text (.txt, .md) and data files exported by this app (.json). You can check what was read before anything is stored.</translation>
    </message>
</context>
<context>
    <name>ImportRepairs</name>
    <message>
        <source>错位的行已对齐</source>
        <translation>Shifted row put in line</translation>
    </message>
    <message>
        <source>断开的行已接回</source>
        <translation>Broken row joined</translation>
    </message>
    <message>
        <source>合并单元格已补齐</source>
        <translation>Merged cell filled in</translation>
    </message>
    <message>
        <source>杂质已去掉</source>
        <translation>Debris removed</translation>
    </message>
    <message>
        <source>需要核对</source>
        <translation>Please check</translation>
    </message>
    <message>
        <source>%1 第 %2 行</source>
        <translation>%1, row %2</translation>
    </message>
    <message>
        <source>预算年度</source>
        <translation>Budget year</translation>
    </message>
</context>
<context>
    <name>ImportRow</name>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>更新已有的表</source>
        <translation>Updates a form</translation>
    </message>
    <message>
        <source>与已有的相同</source>
        <translation>Same as stored</translation>
    </message>
    <message>
        <source>%1 年</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 处提示</source>
        <translation>%1 notes</translation>
    </message>
    <message>
        <source>相同</source>
        <translation>Same</translation>
    </message>
    <message>
        <source>更新</source>
        <translation>Update</translation>
    </message>
    <message>
        <source>导入 %1</source>
        <translation>Import %1</translation>
    </message>
</context>
<context>
    <name>JBanner</name>
    <message>
        <source>关闭提示</source>
        <translation>Close this message</translation>
    </message>
</context>
<context>
    <name>JBottomBar</name>
    <message>
        <source>主导航</source>
        <translation>Main navigation</translation>
    </message>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>JButton</name>
    <message>
        <source>正在处理</source>
        <translation>Working</translation>
    </message>
</context>
<context>
    <name>JChip</name>
    <message>
        <source>%1，%2 项</source>
        <translation>%1, %2 items</translation>
    </message>
</context>
<context>
    <name>JComboBox</name>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
</context>
<context>
    <name>JCount</name>
    <message>
        <source>%1 %2 处</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>JDialog</name>
    <message>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>JErrorState</name>
    <message>
        <source>请求编号：%1</source>
        <translation>Request id: %1</translation>
    </message>
    <message>
        <source>收起详情</source>
        <translation>Hide details</translation>
    </message>
    <message>
        <source>查看详情</source>
        <translation>Show details</translation>
    </message>
    <message>
        <source>已复制</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>复制详情</source>
        <translation>Copy details</translation>
    </message>
</context>
<context>
    <name>JIconButton</name>
    <message>
        <source>%1（%2）</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>JKeyHint</name>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>JNavButton</name>
    <message>
        <source>%1，%2 项</source>
        <translation>%1, %2 items</translation>
    </message>
</context>
<context>
    <name>JNavRail</name>
    <message>
        <source>主导航</source>
        <translation>Main navigation</translation>
    </message>
</context>
<context>
    <name>JProgress</name>
    <message>
        <source>%1%</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>JSearchField</name>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>清除搜索</source>
        <translation>Clear the search</translation>
    </message>
</context>
<context>
    <name>JSection</name>
    <message>
        <source>%1，已展开</source>
        <translation>%1, unfolded</translation>
    </message>
    <message>
        <source>%1，已收起</source>
        <translation>%1, folded</translation>
    </message>
</context>
<context>
    <name>JTab</name>
    <message>
        <source>%1，%2 项</source>
        <translation>%1, %2 items</translation>
    </message>
</context>
<context>
    <name>JToast</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>LightMark</name>
    <message>
        <source>绿灯</source>
        <translation>Green</translation>
    </message>
    <message>
        <source>黄灯</source>
        <translation>Yellow</translation>
    </message>
    <message>
        <source>红灯</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>蓝灯</source>
        <translation>Blue</translation>
    </message>
</context>
<context>
    <name>LongTextEditor</name>
    <message>
        <source>%1 / %2 字</source>
        <translation>%1 / %2 characters</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>绩效申报</source>
        <translation>Jixiao Performance Declaration</translation>
    </message>
</context>
<context>
    <name>NewFormPage</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>新建申报表</source>
        <translation>New form</translation>
    </message>
    <message>
        <source>共 %1 种表，点一种开始填写</source>
        <translation>%1 kinds of forms; choose one to begin</translation>
    </message>
    <message>
        <source>显示 %1 / %2 种</source>
        <translation>Showing %1 of %2</translation>
    </message>
    <message>
        <source>按名称查找，如“项目”“自评”</source>
        <translation>Find by name</translation>
    </message>
    <message>
        <source>%1 年</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>预算年度</source>
        <translation>Budget year</translation>
    </message>
    <message>
        <source>%1使用 · %2</source>
        <translation>Used %1 · %2</translation>
    </message>
    <message>
        <source>%1使用，不是 %2 年的表 · %3</source>
        <translation>Used %1, not a form of %2 · %3</translation>
    </message>
    <message>
        <source>换个词试试，例如表名里的“项目”“部门”“监控”。</source>
        <translation>Try another word from the name of the form.</translation>
    </message>
    <message>
        <source>没有这样的表</source>
        <translation>No such form</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>退格</source>
        <translation>Backspace</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>正负号</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>小数点</source>
        <translation>Point</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>数字键盘</source>
        <translation>Number pad</translation>
    </message>
</context>
<context>
    <name>OpinionBubble</name>
    <message>
        <source>%1的意见：%2</source>
        <translation>Remark by %1: %2</translation>
    </message>
    <message>
        <source>审核意见：%1</source>
        <translation>Reviewer’s remark: %1</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>OutboxRow</name>
    <message>
        <source>%1 再试</source>
        <translation>next try %1</translation>
    </message>
    <message>
        <source>本单位资料</source>
        <translation>Data of the unit</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
    </message>
</context>
<context>
    <name>OutcomeCard</name>
    <message>
        <source>%1 / %2 分</source>
        <translation>%1 / %2 points</translation>
    </message>
    <message>
        <source>%1 %2 分</source>
        <translation>%1 %2 points</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>目标 %1</source>
        <translation>Target %1</translation>
    </message>
    <message>
        <source>完成 %1</source>
        <translation>Actual %1</translation>
    </message>
    <message>
        <source>须补充 %1</source>
        <translation>Missing: %1</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>OutcomeDetail</name>
    <message>
        <source>%1（%2）</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>OutcomeEntry</name>
    <message>
        <source>上一项</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>第 %1 / %2 项</source>
        <translation>%1 of %2</translation>
    </message>
    <message>
        <source>下一项</source>
        <translation>Next</translation>
    </message>
</context>
<context>
    <name>OutcomeEntryPage</name>
    <message>
        <source>目标 %1</source>
        <translation>Target %1</translation>
    </message>
    <message>
        <source>上次 %1（%2）</source>
        <translation>Last %1 (%2)</translation>
    </message>
    <message>
        <source>没有上次的值</source>
        <translation>No earlier value</translation>
    </message>
    <message>
        <source>%1的完成值 %2</source>
        <translation>Actual value of %1: %2</translation>
    </message>
    <message>
        <source>未填</source>
        <translation>Not filled in</translation>
    </message>
    <message>
        <source>%1 / %2 分</source>
        <translation>%1 / %2 points</translation>
    </message>
    <message>
        <source>%1 %2 分</source>
        <translation>%1 %2 points</translation>
    </message>
    <message>
        <source>得分 %1</source>
        <translation>Score %1</translation>
    </message>
</context>
<context>
    <name>OutcomeFile</name>
    <message>
        <source>打开图片 %1</source>
        <translation>Open picture %1</translation>
    </message>
    <message>
        <source>移除 %1</source>
        <translation>Remove %1</translation>
    </message>
</context>
<context>
    <name>OutcomeFiles</name>
    <message>
        <source>佐证材料</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>佐证材料 (%1)</source>
        <translation>Evidence (%1)</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>选择佐证材料</source>
        <translation>Choose evidence</translation>
    </message>
    <message>
        <source>佐证材料（%1）</source>
        <translation>Evidence (%1)</translation>
    </message>
    <message>
        <source>正在检查和加密…</source>
        <translation>Checking and encrypting…</translation>
    </message>
    <message>
        <source>添加文件</source>
        <translation>Add file</translation>
    </message>
    <message>
        <source>添加佐证材料</source>
        <translation>Add evidence</translation>
    </message>
</context>
<context>
    <name>OutcomeFormRow</name>
    <message>
        <source>已填 %1 / %2 项</source>
        <translation>%1 / %2 filled in</translation>
    </message>
    <message>
        <source>暂无到期任务</source>
        <translation>Nothing due yet</translation>
    </message>
    <message>
        <source>%1：已填完</source>
        <translation>%1: complete</translation>
    </message>
    <message>
        <source>%1：%2，已过期</source>
        <translation>%1: %2, overdue</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 年</source>
        <translation>%1</translation>
    </message>
</context>
<context>
    <name>OutcomeFunds</name>
    <message>
        <source>全年预算数</source>
        <translation>Budget of the year</translation>
    </message>
    <message>
        <source>执行数</source>
        <translation>Amount executed</translation>
    </message>
    <message>
        <source>执行率 %1%</source>
        <translation>Execution %1%</translation>
    </message>
    <message>
        <source>执行率</source>
        <translation>Execution</translation>
    </message>
    <message>
        <source>%1 / %2 分</source>
        <translation>%1 / %2 points</translation>
    </message>
    <message>
        <source>须补充 %1</source>
        <translation>Missing: %1</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>执行偏差的原因</source>
        <translation>Why the execution deviates</translation>
    </message>
</context>
<context>
    <name>OutcomeHeader</name>
    <message>
        <source>只能查看</source>
        <translation>View only</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>未能保存，将自动重试</source>
        <translation>Could not save; trying again</translation>
    </message>
    <message>
        <source>已保存 %1</source>
        <translation>Saved %1</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>完成情况</source>
        <translation>Outcomes</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>填报期</source>
        <translation>Period</translation>
    </message>
    <message>
        <source>权重方案</source>
        <translation>Weights</translation>
    </message>
</context>
<context>
    <name>OutcomePicture</name>
    <message>
        <source>关闭图片</source>
        <translation>Close picture</translation>
    </message>
</context>
<context>
    <name>OutcomeSummary</name>
    <message>
        <source>总分 %1</source>
        <translation>Total %1</translation>
    </message>
    <message>
        <source>/ %1 分</source>
        <translation>/ %1 points</translation>
    </message>
    <message>
        <source>等次 %1</source>
        <translation>Grade %1</translation>
    </message>
    <message>
        <source>已填 %1 / %2 项，%3 项须补充</source>
        <translation>%1 / %2 filled in, %3 lack something</translation>
    </message>
    <message>
        <source>已填 %1 / %2 项</source>
        <translation>%1 / %2 filled in</translation>
    </message>
    <message>
        <source>还有未填或待判定的内容，等次未定</source>
        <translation>Something is still blank or undecided: no grade yet</translation>
    </message>
    <message>
        <source>复核：指标得分与预算执行相差 %1</source>
        <translation>Check: indicator scores and execution differ by %1</translation>
    </message>
    <message>
        <source>收起算式</source>
        <translation>Hide the arithmetic</translation>
    </message>
    <message>
        <source>总分怎么来的</source>
        <translation>How the total came about</translation>
    </message>
    <message>
        <source>开始逐项填报</source>
        <translation>Start one by one</translation>
    </message>
    <message>
        <source>继续逐项填报</source>
        <translation>Go on one by one</translation>
    </message>
    <message>
        <source>把全年的完成情况和得分填进自评表。已有的自评表会更新，在表里可以撤销。</source>
        <translation>Puts the outcomes and scores of the year into the self-evaluation form. One that is there is brought up to date; undo it in the form.</translation>
    </message>
    <message>
        <source>自评表样式</source>
        <translation>Kind of self-evaluation form</translation>
    </message>
    <message>
        <source>填写自评表</source>
        <translation>Fill in the self-evaluation form</translation>
    </message>
</context>
<context>
    <name>OutcomeTable</name>
    <message>
        <source>指标</source>
        <translation>Indicator</translation>
    </message>
    <message>
        <source>指标值</source>
        <translation>Target</translation>
    </message>
    <message>
        <source>上次</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>完成值</source>
        <translation>Actual</translation>
    </message>
    <message>
        <source>得分</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>得分 / 分值</source>
        <translation>Score / points</translation>
    </message>
    <message>
        <source>灯号</source>
        <translation>Light</translation>
    </message>
</context>
<context>
    <name>OutcomeTableRow</name>
    <message>
        <source>须补充 %1</source>
        <translation>Missing: %1</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>指标值 %1</source>
        <translation>Target %1</translation>
    </message>
    <message>
        <source>上次 %1，%2</source>
        <translation>Last %1, %2</translation>
    </message>
    <message>
        <source>没有上次的值</source>
        <translation>No earlier value</translation>
    </message>
    <message>
        <source>不适用</source>
        <translation>Not applicable</translation>
    </message>
    <message>
        <source>待判定</source>
        <translation>Undecided</translation>
    </message>
    <message>
        <source>未覆盖</source>
        <translation>Not covered</translation>
    </message>
    <message>
        <source>得分 %1</source>
        <translation>Score %1</translation>
    </message>
    <message>
        <source>/ %1</source>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>分值 %1</source>
        <translation>Points %1</translation>
    </message>
    <message>
        <source>等次 %1</source>
        <translation>Grade %1</translation>
    </message>
    <message>
        <source>收起%1</source>
        <translation>Fold %1</translation>
    </message>
    <message>
        <source>%1：算式、原因和备注</source>
        <translation>%1: arithmetic, reasons and notes</translation>
    </message>
</context>
<context>
    <name>OutcomeTally</name>
    <message>
        <source>减一</source>
        <translation>One less</translation>
    </message>
    <message>
        <source>%1计 %2</source>
        <translation>%2 in %1</translation>
    </message>
    <message>
        <source>加一</source>
        <translation>One more</translation>
    </message>
</context>
<context>
    <name>OutcomeValue</name>
    <message>
        <source>%1的完成值，单位%2</source>
        <translation>Actual value of %1 in %2</translation>
    </message>
    <message>
        <source>%1的完成值</source>
        <translation>Actual value of %1</translation>
    </message>
    <message>
        <source>如 2025-10-31</source>
        <translation>such as 2025-10-31</translation>
    </message>
    <message>
        <source>完成值</source>
        <translation>Actual</translation>
    </message>
    <message>
        <source>选择完成情况</source>
        <translation>Choose the outcome</translation>
    </message>
</context>
<context>
    <name>OutcomeWords</name>
    <message>
        <source>偏差类别</source>
        <translation>Kind of deviation</translation>
    </message>
    <message>
        <source>偏差原因和改进措施</source>
        <translation>Reason and measures</translation>
    </message>
    <message>
        <source>确认指标值定低了，按规定扣分</source>
        <translation>The target was set too low: deduct as the rules say</translation>
    </message>
    <message>
        <source>样本数</source>
        <translation>Sample size</translation>
    </message>
    <message>
        <source>调查日期</source>
        <translation>Date of the survey</translation>
    </message>
    <message>
        <source>如 2025-10-31</source>
        <translation>such as 2025-10-31</translation>
    </message>
    <message>
        <source>由人评定的得分</source>
        <translation>Score given by a person</translation>
    </message>
    <message>
        <source>调查问卷和依据</source>
        <translation>Questionnaire and evidence</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>写明原因后这一项不计分，分值分给同级的其他指标。</source>
        <translation>With a reason it is not scored; its points go to the others of its level.</translation>
    </message>
    <message>
        <source>不适用的原因</source>
        <translation>Why it does not apply</translation>
    </message>
    <message>
        <source>备注、依据或不适用</source>
        <translation>Note, evidence or not applicable</translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>上年</source>
        <translation>last year</translation>
    </message>
    <message>
        <source>偏差原因</source>
        <translation>reason for the deviation</translation>
    </message>
    <message>
        <source>“%1”不是金额</source>
        <translation>“%1” is not an amount</translation>
    </message>
    <message>
        <source>全年</source>
        <translation>Whole year</translation>
    </message>
    <message>
        <source>1月</source>
        <translation>January</translation>
    </message>
    <message>
        <source>1–%1月</source>
        <translation>January to month %1</translation>
    </message>
</context>
<context>
    <name>OutcomesPage</name>
    <message>
        <source>完成情况</source>
        <translation>Outcomes</translation>
    </message>
    <message>
        <source>%1 张表可以填报，到期的在前</source>
        <translation>%1 forms to report on, what is due first</translation>
    </message>
    <message>
        <source>显示 %1 / %2 张</source>
        <translation>%1 of %2 shown</translation>
    </message>
    <message>
        <source>搜索名称或编码</source>
        <translation>Search name or code</translation>
    </message>
    <message>
        <source>项目里有了带指标的申报表，就可以在这里填写完成值、看到得分。</source>
        <translation>Once there are forms with indicators under Projects, report their actual values here and see the scores.</translation>
    </message>
    <message>
        <source>换个词再找。</source>
        <translation>Try another word.</translation>
    </message>
    <message>
        <source>还没有可以填报的表</source>
        <translation>No form to report on yet</translation>
    </message>
    <message>
        <source>没有符合条件的表</source>
        <translation>No form matches</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>总览</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>导入绩效目标表</source>
        <translation>Import performance forms</translation>
    </message>
    <message>
        <source>导入已有的项目绩效目标表，或等待同步收到单位的表。</source>
        <translation>Import the performance forms you have, or wait for the sync to bring those of your unit.</translation>
    </message>
    <message>
        <source>还没有申报表</source>
        <translation>No forms yet</translation>
    </message>
    <message>
        <source>%1 张表在等您</source>
        <translation>%1 forms wait for you</translation>
    </message>
    <message>
        <source>待办</source>
        <translation>To do</translation>
    </message>
    <message>
        <source>没有被退回、有冲突或有错误的表。</source>
        <translation>No form is returned, in conflict or in error.</translation>
    </message>
</context>
<context>
    <name>PassphraseChange</name>
    <message>
        <source>只改口令，数据不需要重新加密。</source>
        <translation>Only the passphrase changes; the data need not be encrypted anew.</translation>
    </message>
    <message>
        <source>修改口令</source>
        <translation>Change the passphrase</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>取消修改口令</source>
        <translation>Cancel changing the passphrase</translation>
    </message>
    <message>
        <source>原口令</source>
        <translation>Old passphrase</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>新口令（至少 8 个字符）</source>
        <translation>New passphrase (at least 8 characters)</translation>
    </message>
    <message>
        <source>确认修改</source>
        <translation>Change it</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>隐藏口令</source>
        <translation>Hide the passphrase</translation>
    </message>
    <message>
        <source>显示口令</source>
        <translation>Show the passphrase</translation>
    </message>
</context>
<context>
    <name>PeopleTable</name>
    <message>
        <source>各人用自己的口令解锁这台设备。</source>
        <translation>Each person unlocks this device with a passphrase of their own.</translation>
    </message>
    <message>
        <source>本机人员</source>
        <translation>People of this device</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>添加人员</source>
        <translation>Add a person</translation>
    </message>
    <message>
        <source>移除 %1：此人的口令从此打不开这台设备。</source>
        <translation>Remove %1: their passphrase no longer opens this device.</translation>
    </message>
    <message>
        <source>换新之后，以前抄下的恢复码作废。</source>
        <translation>With a new recovery code the one written down before is void.</translation>
    </message>
    <message>
        <source>请新人员自己输入口令。</source>
        <translation>Let the new person type their passphrase.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>新人员的口令</source>
        <translation>The new person’s passphrase</translation>
    </message>
    <message>
        <source>新人员的口令（至少 8 个字符）</source>
        <translation>The new person’s passphrase (at least 8 characters)</translation>
    </message>
    <message>
        <source>您的口令</source>
        <translation>Your passphrase</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>已抄好</source>
        <translation>Written down</translation>
    </message>
    <message>
        <source>请抄下新的恢复码</source>
        <translation>Write down the new recovery code</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>%1（当前）</source>
        <translation>%1 (now)</translation>
    </message>
    <message>
        <source>%1 起</source>
        <translation>since %1</translation>
    </message>
    <message>
        <source>换新</source>
        <translation>Renew</translation>
    </message>
    <message>
        <source>移除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>换一个新的恢复码</source>
        <translation>Make a new recovery code</translation>
    </message>
    <message>
        <source>移除 %1</source>
        <translation>Remove %1</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>导出申报表</source>
        <translation>Export the form</translation>
    </message>
    <message>
        <source>返回填报</source>
        <translation>Back to the form</translation>
    </message>
    <message>
        <source>打印预览，共 %1 页</source>
        <translation>Print preview, pages: %1</translation>
    </message>
    <message>
        <source>打印预览</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <source>适合宽度</source>
        <translation>Fit the width</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Enlarge</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>第 %1 页</source>
        <translation>Page %1</translation>
    </message>
    <message>
        <source>PDF 文件</source>
        <translation>PDF file</translation>
    </message>
    <message>
        <source>Word 文档</source>
        <translation>Word document</translation>
    </message>
    <message>
        <source>Excel 工作簿</source>
        <translation>Excel workbook</translation>
    </message>
    <message>
        <source>数据交换文件</source>
        <translation>Data exchange file</translation>
    </message>
    <message>
        <source>%1 (*.%2)</source>
        <translation>%1 (*.%2)</translation>
    </message>
</context>
<context>
    <name>ProjectRow</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>第 %1 轮</source>
        <translation>round %1</translation>
    </message>
    <message>
        <source>%1修改</source>
        <translation>changed %1</translation>
    </message>
</context>
<context>
    <name>ProjectsPage</name>
    <message>
        <source>项目</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>共 %1 张表</source>
        <translation>%1 forms</translation>
    </message>
    <message>
        <source>显示 %1 / %2 张</source>
        <translation>%1 of %2 forms</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>最近修改在前</source>
        <translation>Newest change first</translation>
    </message>
    <message>
        <source>按编码</source>
        <translation>By code</translation>
    </message>
    <message>
        <source>按名称</source>
        <translation>By name</translation>
    </message>
    <message>
        <source>预算由大到小</source>
        <translation>Largest budget first</translation>
    </message>
    <message>
        <source>排序</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>项目名称</source>
        <translation>Project</translation>
    </message>
    <message>
        <source>预算数（万元）</source>
        <translation>Budget (10k yuan)</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>导入绩效目标表</source>
        <translation>Import performance forms</translation>
    </message>
    <message>
        <source>换个词，或点“全部”看所有的表。</source>
        <translation>Try another word, or press “All” to see every form.</translation>
    </message>
    <message>
        <source>还没有申报表</source>
        <translation>No forms yet</translation>
    </message>
    <message>
        <source>没有符合条件的表</source>
        <translation>No form matches</translation>
    </message>
    <message>
        <source>新建</source>
        <translation>New</translation>
    </message>
    <message>
        <source>新建申报表</source>
        <translation>New form</translation>
    </message>
    <message>
        <source>从 Word、Excel 或 WPS 文件导入，几秒钟就能看到全部表；也可以点“新建”从空表填起。</source>
        <translation>Import a Word, Excel or WPS file and see all forms within seconds, or press “New” to begin with an empty one.</translation>
    </message>
    <message>
        <source>搜索名称、编码和内容</source>
        <translation>Search names, codes and contents</translation>
    </message>
</context>
<context>
    <name>QualityHead</name>
    <message>
        <source>收起构成</source>
        <translation>Fold how it is made up</translation>
    </message>
    <message>
        <source>展开构成</source>
        <translation>Unfold how it is made up</translation>
    </message>
    <message>
        <source>填报质量 %1 分，%2</source>
        <translation>Quality %1 points, %2</translation>
    </message>
    <message>
        <source>/ %1 分</source>
        <translation>of %1</translation>
    </message>
    <message>
        <source>%1 %2 / %3</source>
        <translation>%1 %2 of %3</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>RecentCard</name>
    <message>
        <source>最近修改</source>
        <translation>Recent changes</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>请抄下恢复码</source>
        <translation>Write down the recovery code</translation>
    </message>
    <message>
        <source>忘记口令时只有它能打开数据。请抄写并交单位保管，离开后不再显示。</source>
        <translation>If the passphrase is forgotten, only this code opens the data. Write it down and leave it with your unit; it is not shown again.</translation>
    </message>
    <message>
        <source>恢复码 %1</source>
        <translation>Recovery code %1</translation>
    </message>
    <message>
        <source>已抄好</source>
        <translation>I have written it down</translation>
    </message>
</context>
<context>
    <name>RepairDetail</name>
    <message>
        <source>文件中的原文</source>
        <translation>As it stands in the file</translation>
    </message>
    <message>
        <source>这条提示说的是整个文件，没有对应的行。</source>
        <translation>This note is about the whole file; there is no row to show.</translation>
    </message>
    <message>
        <source>导入后</source>
        <translation>After the import</translation>
    </message>
    <message>
        <source>办公软件留下的标记，不是表里的内容，已去掉。</source>
        <translation>A mark left behind by an office program, not part of the form; removed.</translation>
    </message>
    <message>
        <source>没有存入任何栏目。需要的话，导入后请手工填写。</source>
        <translation>Not taken over into any field. If it is needed, please fill it in after the import.</translation>
    </message>
</context>
<context>
    <name>RepairPanel</name>
    <message>
        <source>修补和提示（%1）</source>
        <translation>Repairs and notes (%1)</translation>
    </message>
    <message>
        <source>这张表的修补和提示（%1）</source>
        <translation>Repairs and notes of this form (%1)</translation>
    </message>
    <message>
        <source>点开一条，对照文件中的原文。</source>
        <translation>Open one to compare it with the file.</translation>
    </message>
    <message>
        <source>看整个文件的 %1 条</source>
        <translation>Show all %1 of the file</translation>
    </message>
    <message>
        <source>每一格都原样读到，没有需要核对的地方。</source>
        <translation>Every cell was read as it stands; nothing needs to be checked.</translation>
    </message>
    <message>
        <source>没有修补</source>
        <translation>No repairs</translation>
    </message>
    <message>
        <source>这张表没有修补</source>
        <translation>No repairs in this form</translation>
    </message>
</context>
<context>
    <name>RepairRow</name>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>RescueOffer</name>
    <message>
        <source>本机有一份核对无误的备份。再输入一次口令，就能用它恢复：还没有发送的修改，能读出的都会保留；现有的文件移到一旁，不会删除。</source>
        <translation>There is a verified backup on this device. Enter the passphrase again to restore it: changes not sent yet are kept as far as they can be read, and the present files are moved aside, not deleted.</translation>
    </message>
    <message>
        <source>用 %1 的备份恢复并解锁</source>
        <translation>Restore the backup of %1 and unlock</translation>
    </message>
    <message>
        <source>没有找到可用的备份。再输入一次口令，可以把还能读出的内容取出来继续用；现有的文件移到一旁，不会删除，以后还能送修。</source>
        <translation>No usable backup was found. Enter the passphrase again to go on with what can still be read; the present files are moved aside, not deleted, and can be sent in for repair later.</translation>
    </message>
    <message>
        <source>读出还完好的内容并解锁</source>
        <translation>Read what is sound and unlock</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>从备份恢复</source>
        <translation>Restore a backup</translation>
    </message>
    <message>
        <source>先看会有什么变化，再决定。现有的数据会移到一旁，不会删除。</source>
        <translation>See what would change before you decide. The present data is moved aside, not deleted.</translation>
    </message>
    <message>
        <source>哪一份备份</source>
        <translation>Which backup</translation>
    </message>
    <message>
        <source>这个文件夹里没有备份</source>
        <translation>There is no backup in this folder</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>换一个文件夹</source>
        <translation>Another folder</translation>
    </message>
    <message>
        <source>现在的口令，或制作备份那天的口令。</source>
        <translation>The present passphrase, or that of the day the backup was made.</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>恢复这份备份</source>
        <translation>Restore this backup</translation>
    </message>
    <message>
        <source>查看会有什么变化</source>
        <translation>See what would change</translation>
    </message>
    <message>
        <source>不恢复，返回</source>
        <translation>Back, without restoring</translation>
    </message>
    <message>
        <source>选择存放备份的文件夹</source>
        <translation>Choose a folder with backups</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>审核栏</source>
        <translation>Review panel</translation>
    </message>
    <message>
        <source>审核</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>没有发现问题</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>关闭审核栏</source>
        <translation>Close the review panel</translation>
    </message>
    <message>
        <source>可以提交了。修改内容时会随时重新审核。</source>
        <translation>Ready to submit. The review runs again with every change.</translation>
    </message>
    <message>
        <source>正在审核…</source>
        <translation>Reviewing…</translation>
    </message>
    <message>
        <source>%1 处</source>
        <translation>%1 places</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous place</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next place</translation>
    </message>
    <message>
        <source>再点一次上面的标签，看全部。</source>
        <translation>Press the label above again to see them all.</translation>
    </message>
    <message>
        <source>没有这一类问题</source>
        <translation>None of this kind</translation>
    </message>
</context>
<context>
    <name>RowCard</name>
    <message>
        <source>第 %1 条 %2</source>
        <translation>Row %1 %2</translation>
    </message>
    <message>
        <source>上移第 %1 条</source>
        <translation>Move row %1 up</translation>
    </message>
    <message>
        <source>下移第 %1 条</source>
        <translation>Move row %1 down</translation>
    </message>
    <message>
        <source>删除第 %1 条</source>
        <translation>Remove row %1</translation>
    </message>
</context>
<context>
    <name>SaveTick</name>
    <message>
        <source>正在保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
</context>
<context>
    <name>ScoreExplain</name>
    <message>
        <source>须补充</source>
        <translation>Missing</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>得分</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>分值</source>
        <translation>Points</translation>
    </message>
    <message>
        <source>灯号</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>填报</source>
        <translation>Reported</translation>
    </message>
    <message>
        <source>上次</source>
        <translation>Last</translation>
    </message>
</context>
<context>
    <name>SessionFrame</name>
    <message>
        <source>绩效申报</source>
        <translation>Jixiao Performance Declaration</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>审核规则 %1，由管理员发布</source>
        <translation>Review rules %1, issued by the administrator</translation>
    </message>
    <message>
        <source>审核规则 %1，随程序提供</source>
        <translation>Review rules %1, of the program</translation>
    </message>
    <message>
        <source>%1%2%3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>明暗</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>System</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>高对比度</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>触控模式（更大的按钮）</source>
        <translation>Touch mode (larger buttons)</translation>
    </message>
    <message>
        <source>减少动画</source>
        <translation>Less motion</translation>
    </message>
    <message>
        <source>安全</source>
        <translation>Security</translation>
    </message>
    <message>
        <source>锁定前会先保存正在填写的内容。</source>
        <translation>What is being filled in is saved before locking.</translation>
    </message>
    <message>
        <source>无操作自动锁定</source>
        <translation>Lock when idle</translation>
    </message>
    <message>
        <source>自动锁定</source>
        <translation>Lock when idle</translation>
    </message>
    <message>
        <source>%1 分钟</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>关闭数据并清除内存中的密钥。</source>
        <translation>Closes the data and wipes the keys from memory.</translation>
    </message>
    <message>
        <source>立即锁定</source>
        <translation>Lock now</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message>
        <source>绩效申报 %1</source>
        <translation>Jixiao %1</translation>
    </message>
    <message>
        <source>数据文件夹：%1</source>
        <translation>Data folder: %1</translation>
    </message>
    <message>
        <source>收起许可与声明</source>
        <translation>Hide licences and notices</translation>
    </message>
    <message>
        <source>许可与声明</source>
        <translation>Licences and notices</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>总览</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Projects</translation>
    </message>
    <message>
        <source>审批</source>
        <translation>Approvals</translation>
    </message>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>锁定</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>完成情况</source>
        <translation>Outcomes</translation>
    </message>
    <message>
        <source>已按完成情况填写自评表</source>
        <translation>Self-evaluation form filled in from the outcomes</translation>
    </message>
</context>
<context>
    <name>ShellBanner</name>
    <message>
        <source>%1 秒后自动锁定，继续操作即可取消；正在填写的内容会先保存。</source>
        <translation>Locks in %1 s; any touch or key goes on. What is being filled in is saved first.</translation>
    </message>
</context>
<context>
    <name>StatusTile</name>
    <message>
        <source>%1 %2 张</source>
        <translation>%1: %2 forms</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>同步</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>立即同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>正在发送和接收</source>
        <translation>Sending and receiving</translation>
    </message>
    <message>
        <source>%1 下次自动重试：%2。</source>
        <translation>%1 Next automatic try: %2.</translation>
    </message>
    <message>
        <source>选定后另一个值仍留在修改记录里</source>
        <translation>The other value stays in the history</translation>
    </message>
    <message>
        <source>需要您决定（%1）</source>
        <translation>For you to decide (%1)</translation>
    </message>
    <message>
        <source>待发送（%1）</source>
        <translation>Waiting to send (%1)</translation>
    </message>
    <message>
        <source>待发送</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>本机没有登记到服务器，内容只保存在这里。</source>
        <translation>This device is not enrolled with a server; everything stays here.</translation>
    </message>
    <message>
        <source>全部内容都已送达服务器。</source>
        <translation>The server has received everything.</translation>
    </message>
    <message>
        <source>服务器：%1</source>
        <translation>Server: %1</translation>
    </message>
</context>
<context>
    <name>TableRows</name>
    <message>
        <source>还没有内容，点“添加”开始填写。</source>
        <translation>Nothing here yet; press “Add” to begin.</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>待发送</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>发送中</source>
        <translation>Sending</translation>
    </message>
    <message>
        <source>已送达</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>已退回</source>
        <translation>Returned</translation>
    </message>
    <message>
        <source>已通过</source>
        <translation>Approved</translation>
    </message>
    <message>
        <source>有冲突</source>
        <translation>Conflict</translation>
    </message>
    <message>
        <source>被拒收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>草稿</source>
        <translation>Draft</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>提醒</source>
        <translation>Warning</translation>
    </message>
    <message>
        <source>错误</source>
        <translation>Error</translation>
    </message>
    <message>
        <source>建议</source>
        <translation>Hint</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>输入口令解锁</source>
        <translation>Unlock with your passphrase</translation>
    </message>
    <message>
        <source>数据已加密保存在本机。忘记口令时，可在此输入恢复码。</source>
        <translation>The data is kept encrypted on this device. If you forgot the passphrase, enter the recovery code here.</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>请等待 %1 秒</source>
        <translation>Wait %1 s</translation>
    </message>
    <message>
        <source>解锁</source>
        <translation>Unlock</translation>
    </message>
</context>
<context>
    <name>ValueEditor</name>
    <message>
        <source>识别为 %1</source>
        <translation>Read as %1</translation>
    </message>
    <message>
        <source>%1（%2）</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>jixiao::ConflictModel</name>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>保留</source>
        <translation>Keep</translation>
    </message>
</context>
<context>
    <name>jixiao::EvidenceItem</name>
    <message>
        <source>%1 字节</source>
        <translation>%1 bytes</translation>
    </message>
    <message>
        <source>原件在其他设备</source>
        <translation>content on another device</translation>
    </message>
</context>
<context>
    <name>jixiao::FindingsModel</name>
    <message>
        <source>%1 第 %2 行</source>
        <translation>%1, row %2</translation>
    </message>
    <message>
        <source>整张表</source>
        <translation>Whole form</translation>
    </message>
    <message>
        <source>提示 · %1</source>
        <translation>Hints · %1</translation>
    </message>
</context>
<context>
    <name>jixiao::FormViewModel</name>
    <message>
        <source>已提交，等待发送</source>
        <translation>Submitted, waiting to be sent</translation>
    </message>
    <message>
        <source>已批准，等待发送</source>
        <translation>Approved, waiting to be sent</translation>
    </message>
    <message>
        <source>已退回，等待发送</source>
        <translation>Returned, waiting to be sent</translation>
    </message>
    <message>
        <source>已记录，等待发送</source>
        <translation>Noted, waiting to be sent</translation>
    </message>
    <message>
        <source>已导出 %1</source>
        <translation>Exported %1</translation>
    </message>
    <message>
        <source>读不出一个确定的数值</source>
        <translation>No definite value</translation>
    </message>
    <message>
        <source>定性描述</source>
        <translation>Qualitative</translation>
    </message>
    <message>
        <source>未写比较符（≥、≤、=）</source>
        <translation>No comparison (≥, ≤, =)</translation>
    </message>
    <message>
        <source>第 %1 条</source>
        <translation>Row %1</translation>
    </message>
    <message>
        <source>%1 年</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>还有 %1 条提醒没有写说明</source>
        <translation>%1 warnings have no reason yet</translation>
    </message>
    <message>
        <source>同一条说明</source>
        <translation>same reason</translation>
    </message>
    <message>
        <source>已恢复 %1 处，可以撤销</source>
        <translation>%1 places restored; this can be undone</translation>
    </message>
    <message>
        <source>内容本来就相同，没有改动</source>
        <translation>Nothing changed: the contents are the same</translation>
    </message>
</context>
<context>
    <name>jixiao::HistoryViewModel</name>
    <message>
        <source>恢复 %1</source>
        <translation>Restore %1</translation>
    </message>
    <message>
        <source>恢复到 %1 的版本</source>
        <translation>Restore the version of %1</translation>
    </message>
</context>
<context>
    <name>jixiao::ImportViewModel</name>
    <message>
        <source>新增 %1 张，更新 %2 张，未变 %3 张</source>
        <translation>%1 added, %2 updated, %3 unchanged</translation>
    </message>
    <message>
        <source>已选 %1 张表，预算合计 %2 万元</source>
        <translation>%1 forms chosen, budget %2 (10k yuan) in all</translation>
    </message>
    <message>
        <source>%1&#xa0;%2&#xa0;条</source>
        <translation>%1&#xa0;%2</translation>
    </message>
    <message>
        <source>已填 %1 栏</source>
        <translation>%1 fields filled in</translation>
    </message>
    <message>
        <source>已选 %1 张表</source>
        <translation>%1 forms selected</translation>
    </message>
</context>
<context>
    <name>jixiao::NewFormViewModel</name>
    <message>
        <source>%1 年起</source>
        <translation>since %1</translation>
    </message>
    <message>
        <source>%1–%2 年</source>
        <translation>%1–%2</translation>
    </message>
</context>
<context>
    <name>jixiao::OutboxModel</name>
    <message>
        <source>流程操作（送审、审批或退回）</source>
        <translation>A decision (submit, approve or return)</translation>
    </message>
    <message>
        <source>项目信息</source>
        <translation>project</translation>
    </message>
    <message>
        <source>表头与预算</source>
        <translation>head and budget</translation>
    </message>
    <message>
        <source>支出计划</source>
        <translation>spending plan</translation>
    </message>
    <message>
        <source>绩效目标</source>
        <translation>goals</translation>
    </message>
    <message>
        <source>绩效指标</source>
        <translation>indicators</translation>
    </message>
    <message>
        <source>审核意见</source>
        <translation>remarks</translation>
    </message>
    <message>
        <source>%1 处修改：%2</source>
        <translation>%1 changes: %2</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>完成情况</source>
        <translation>Outcomes</translation>
    </message>
    <message>
        <source>提醒的说明</source>
        <translation>Reason for a warning</translation>
    </message>
    <message>
        <source>佐证材料</source>
        <translation>Evidence</translation>
    </message>
</context>
<context>
    <name>jixiao::OutcomeFormsModel</name>
    <message>
        <source>%1年%2月%3日前</source>
        <translation>by %1-%2-%3</translation>
    </message>
</context>
<context>
    <name>jixiao::OutcomeViewModel</name>
    <message>
        <source>完成情况 %1</source>
        <translation>Outcomes %1</translation>
    </message>
    <message>
        <source>%1 年</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1月</source>
        <translation>month %1</translation>
    </message>
    <message>
        <source>添加佐证材料</source>
        <translation>Add evidence</translation>
    </message>
    <message>
        <source>移除佐证材料</source>
        <translation>Remove evidence</translation>
    </message>
    <message>
        <source>恢复佐证材料</source>
        <translation>Bring back evidence</translation>
    </message>
</context>
<context>
    <name>jixiao::OverviewViewModel</name>
    <message>
        <source>两人改了同一处，请在“同步”里决定</source>
        <translation>Two people changed the same place; decide under “Sync”</translation>
    </message>
    <message>
        <source>还有 %1 处错误待改正</source>
        <translation>%1 errors to correct</translation>
    </message>
</context>
<context>
    <name>jixiao::PeopleViewModel</name>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
</context>
<context>
    <name>jixiao::RestoreViewModel</name>
    <message>
        <source>会回来：%1</source>
        <translation>Comes back: %1</translation>
    </message>
    <message>
        <source>备份里没有：%1</source>
        <translation>Not in the backup: %1</translation>
    </message>
    <message>
        <source>会变回 %1 的内容：%2</source>
        <translation>As it was at %1 again: %2</translation>
    </message>
    <message>
        <source>%1，%2 条记录</source>
        <translation>%1, %2 records</translation>
    </message>
    <message>
        <source>本机还没有数据，会得到备份里的全部内容。</source>
        <translation>There is no data on this device yet; it gets all of the backup. </translation>
    </message>
    <message>
        <source>现有的数据读不出来，无法比较；恢复时原样移到一旁。</source>
        <translation>The present data cannot be read, and so not be compared; it is moved aside as it is. </translation>
    </message>
    <message>
        <source>各表都与备份相同。</source>
        <translation>Every form is the same as in the backup. </translation>
    </message>
    <message>
        <source>%1 张表会有变化，%2 张相同。</source>
        <translation>%1 forms will change, %2 are the same. </translation>
    </message>
    <message>
        <source>还没有发送的 %1 处修改会保留。</source>
        <translation>%1 changes not sent yet are kept.</translation>
    </message>
    <message>
        <source>另有 %1 张</source>
        <translation>%1 more</translation>
    </message>
</context>
<context>
    <name>jixiao::SessionViewModel</name>
    <message>
        <source>已恢复 %1 的备份，保留还没有发送的修改 %2 处。</source>
        <translation>The backup of %1 has been restored, and %2 changes not sent yet have been kept. </translation>
    </message>
    <message>
        <source>已从损坏的数据中读出全部内容。</source>
        <translation>Everything could be read from the damaged data. </translation>
    </message>
    <message>
        <source>已从损坏的数据中读出完好的部分，有 %1 页读不出：请核对最近填写的内容；发送过的，下次同步时会补回来。</source>
        <translation>What is sound has been read from the damaged data, but %1 pages could not be read: please check what you filled in lately. What was sent comes back with the next sync. </translation>
    </message>
    <message>
        <source>原来的文件保存在 %1。</source>
        <translation>The former files are kept in %1.</translation>
    </message>
    <message>
        <source>填报人</source>
        <translation>Filler</translation>
    </message>
    <message>
        <source>科室（所队）负责人</source>
        <translation>Section head</translation>
    </message>
    <message>
        <source>警务保障室</source>
        <translation>Budget office</translation>
    </message>
    <message>
        <source>单位负责人</source>
        <translation>Head of the unit</translation>
    </message>
    <message>
        <source>财政审核人</source>
        <translation>Finance reviewer</translation>
    </message>
    <message>
        <source>保密员</source>
        <translation>Secrecy officer</translation>
    </message>
    <message>
        <source>政务公开员</source>
        <translation>Publisher</translation>
    </message>
    <message>
        <source>系统管理员</source>
        <translation>System administrator</translation>
    </message>
    <message>
        <source>安全管理员</source>
        <translation>Security administrator</translation>
    </message>
    <message>
        <source>审计管理员</source>
        <translation>Audit administrator</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>本人口令</source>
        <translation>Own passphrase</translation>
    </message>
    <message>
        <source>恢复备份时保留的修改</source>
        <translation>Changes kept when a backup was restored</translation>
    </message>
</context>
<context>
    <name>jixiao::SyncViewModel</name>
    <message>
        <source>%1的次序</source>
        <translation>order of %1</translation>
    </message>
    <message>
        <source>，%1 项待发送</source>
        <translation>, %1 waiting to be sent</translation>
    </message>
    <message>
        <source>仅在本机使用</source>
        <translation>Used on this device only</translation>
    </message>
    <message>
        <source>正在同步</source>
        <translation>Syncing</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>同步未完成</source>
        <translation>Sync did not finish</translation>
    </message>
    <message>
        <source>%1 项待发送</source>
        <translation>%1 waiting to be sent</translation>
    </message>
    <message>
        <source>等待同步</source>
        <translation>Waiting for a sync</translation>
    </message>
    <message>
        <source>已同步 %1</source>
        <translation>Synced %1</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>数据文件夹（默认为用户数据目录）</source>
        <translation>data folder (the user’s data folder unless given)</translation>
    </message>
</context>
</TS>
