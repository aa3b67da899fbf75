#include "core/base/log.h"

Q_LOGGING_CATEGORY(lcVault, "jixiao.vault")
Q_LOGGING_CATEGORY(lcStore, "jixiao.store")
Q_LOGGING_CATEGORY(lcDocuments, "jixiao.documents")
Q_LOGGING_CATEGORY(lcSync, "jixiao.sync")
Q_LOGGING_CATEGORY(lcServer, "jixiao.server")
Q_LOGGING_CATEGORY(lcApp, "jixiao.app")
