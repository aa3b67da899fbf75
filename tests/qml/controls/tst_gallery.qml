import QtQuick
import QtTest
import Jixiao.Theme
import Jixiao.Gallery
import Jixiao.Test

Item {
    id: root

    height: 800
    width: 1280

    GalleryPage {
        id: page

        height: 800
        part: "buttons"
        width: Theme.windowWidth
    }

    TestCase {
        name: "Gallery"
        when: windowShown

        function cleanup() {
            Theme.mode = "light";
            Theme.textScale = 1;
            compare(TestHelper.takeWarnings(), "");
        }

        function test_everyPartFits_data() {
            const rows = [];
            for (const part of Object.keys(page.demos)) {
                for (const width of [412, 800, 1280]) {
                    for (const scale of [1, 2])
                        rows.push({
                                "tag": part + " " + width + " ×" + scale,
                                "part": part,
                                "width": width,
                                "scale": scale
                            });
                }
            }
            return rows;
        }

        function test_everyPartFits(data) {
            Theme.reducedMotion = true;
            Theme.windowWidth = data.width;
            Theme.textScale = data.scale;
            Theme.mode = data.scale === 2 ? "dark" : "light";
            page.part = data.part;
            waitForRendering(page);
            compare(TestHelper.clippedTexts(page), []);
        }
    }
}
