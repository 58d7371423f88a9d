// SPDX-License-Identifier: MIT
pragma Singleton
import QtQuick

// The only place in the house where a colour or a distance is a literal.
QtObject {
    id: root

    readonly property SystemPalette system: SystemPalette {}
    readonly property bool systemDark: root.system.window.hslLightness < root.half

    property string scheme: "follow" // "light", "dark" or "follow"
    property bool dark: root.scheme === "dark" || (root.scheme === "follow" && root.systemDark)
    property bool highContrast: false
    property bool reducedMotion: false
    property real fontScale: 1

    // Surfaces and lines
    readonly property color base: root.dark ? "#0d1117" : "#ffffff"
    readonly property color chrome: root.dark ? "#151b23" : "#f6f8fa"
    readonly property color raised: root.dark ? "#1c2128" : "#ffffff"
    readonly property color hover: root.dark ? "#161c24" : "#f6f8fa"
    readonly property color pressed: root.dark ? "#2a313c" : "#e6eaef"
    readonly property color selection: root.dark ? "#152438" : "#f3f8ff"
    readonly property color hairline: root.highContrast ? root.text : root.dark ? "#2a313c" : "#d8dee4"
    readonly property color outline: root.highContrast ? root.text : root.dark ? "#3d444d" : "#d1d9e0"
    readonly property color track: root.dark ? "#2a313c" : "#e1e6eb"
    readonly property color shade: root.dark ? "#a0010409" : "#481f2328"

    // Text
    readonly property color text: root.highContrast ? (root.dark ? "#ffffff" : "#000000")
                                                    : root.dark ? "#e6edf3" : "#1f2328"
    readonly property color subtle: root.highContrast ? root.text : root.dark ? "#9198a1" : "#59636e"
    readonly property color accentInk: "#ffffff"
    readonly property color faint: root.highContrast ? root.text : root.dark ? "#6e7681" : "#818b98"

    // The one accent, and danger
    readonly property color accent: root.dark ? "#58a6ff" : "#0969da"
    readonly property color primary: root.dark ? "#1f6feb" : "#0969da"
    readonly property color primaryHover: root.dark ? "#2b74e6" : "#0860ca"
    readonly property color danger: root.dark ? "#f85149" : "#cf222e"
    readonly property color caution: root.dark ? "#d29922" : "#9a6700"

    // States, in the order of StateBadge.State
    // var: 6.4 has no lists of colours that can be bound.
    readonly property var stateColors: root.dark
        ? ["#8b949e", "#58a6ff", "#d29922", "#a371f7", "#3fb950", "#f85149", "#8b949e", "#8b949e"]
        : ["#6e7781", "#0969da", "#9a6700", "#8250df", "#1a7f37", "#cf222e", "#57606a", "#57606a"]
    readonly property list<string> stateIcons: [
        "state-scheduled", "state-running", "state-waiting", "state-cancelling",
        "state-done", "state-failed", "state-cancelled", "state-lost"]

    // Type
    readonly property int bodySize: Math.round(13 * root.fontScale)
    readonly property int smallSize: Math.round(11 * root.fontScale)
    readonly property int headingSize: Math.round(16 * root.fontScale)
    readonly property int displaySize: Math.round(20 * root.fontScale)
    readonly property int codeSize: Math.round(12 * root.fontScale)
    readonly property TextMetrics probe: TextMetrics {}
    readonly property string family: root.probe.font.family
    readonly property string monospace: "monospace"

    // The 4 px grid
    readonly property int hair: 1
    readonly property int gap: 4
    readonly property int spacing: 8
    readonly property int padding: 12
    readonly property int margin: 16
    readonly property int indent: 16
    readonly property int radius: 4
    readonly property int cardRadius: 8
    readonly property int focusWidth: 2

    // Heights
    readonly property int rowHeight: Math.round(28 * root.fontScale)
    readonly property int codeRowHeight: Math.round(20 * root.fontScale)
    readonly property int headerHeight: Math.round(24 * root.fontScale)
    readonly property int controlHeight: Math.round(28 * root.fontScale)
    readonly property int chipHeight: Math.round(24 * root.fontScale)
    readonly property int tabHeight: Math.round(36 * root.fontScale)
    readonly property int toolBarHeight: Math.round(44 * root.fontScale)
    readonly property int statusBarHeight: Math.round(32 * root.fontScale)
    readonly property int progressHeight: 4
    readonly property int iconSize: 16
    readonly property int smallIconSize: 12
    readonly property int largeIconSize: 32

    // Widths
    readonly property int windowWidth: 1180
    readonly property int windowHeight: 720
    readonly property int windowMinimumWidth: 640
    readonly property int windowMinimumHeight: 420
    readonly property int pageWidth: 900 // below, the details are a page of their own
    readonly property int listMinimum: 420
    readonly property int detailsMinimum: 360
    readonly property int wideRow: 560 // above, a row has room for its progress bar and its note
    readonly property int stateColumn: Math.round(92 * root.fontScale)
    readonly property int progressColumn: Math.round(56 * root.fontScale)
    readonly property int percentColumn: Math.round(40 * root.fontScale)
    readonly property int elapsedColumn: Math.round(60 * root.fontScale)
    readonly property int labelColumn: Math.round(104 * root.fontScale)
    readonly property int selectionBar: 3
    readonly property int scrollBarWidth: 10
    readonly property int handleGrip: 3 // either side of a splitter's hairline
    readonly property int filterMinimum: 140
    readonly property int dialogWidth: 480
    readonly property int readingWidth: 340
    readonly property int tipWidth: 320
    readonly property int switchWidth: 28
    readonly property int switchHeight: 16
    readonly property int popupMaximum: 320
    readonly property int framesShown: 3
    readonly property int flickSpeed: 600 // px per s

    // Motion and fractions
    readonly property int motion: root.reducedMotion ? 0 : 120 // ms
    readonly property int turn: 1400 // ms for one turn of a running arc
    readonly property int tipDelay: 600 // ms
    readonly property real half: 0.5
    readonly property real disabledOpacity: 0.45
    readonly property real pillTint: root.dark ? 0.18 : 0.1
    readonly property real unknownBar: 0.3 // share of the track that an unknown bar fills
    readonly property real detailsShare: 0.42
    readonly property real detailsMaximumShare: 0.6
    readonly property real nameShare: 0.58 // of the room that name and note have
    readonly property real functionShare: 0.6 // of a frame's line

    function icon(name: string): url {
        return "qrc:/taskdeck/icons/" + name + ".svg";
    }

    function tint(colour: color): color {
        return Qt.rgba(colour.r, colour.g, colour.b, root.pillTint);
    }
}
