// SPDX-License-Identifier: MIT
import QtQuick
import QtTest
import Taskdeck.Controls

TestCase {
    id: testCase
    name: "Theme"

    function cleanup(): void {
        Theme.scheme = "follow";
        Theme.highContrast = false;
    }

    function luminance(colour: color): real {
        const linear = [colour.r, colour.g, colour.b].map(v => v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    function contrast(one: color, other: color): real {
        const light = Math.max(luminance(one), luminance(other));
        const dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    function test_textIsReadable_data(): var {
        return [
            {tag: "light", scheme: "light", highContrast: false},
            {tag: "dark", scheme: "dark", highContrast: false},
            {tag: "light, high contrast", scheme: "light", highContrast: true},
            {tag: "dark, high contrast", scheme: "dark", highContrast: true},
        ];
    }

    function test_textIsReadable(data: var): void {
        Theme.scheme = data.scheme;
        Theme.highContrast = data.highContrast;
        const grounds = {base: Theme.base, chrome: Theme.chrome, selection: Theme.selection, hover: Theme.hover};
        const inks = {text: Theme.text, subtle: Theme.subtle, danger: Theme.danger, caution: Theme.caution, accent: Theme.accent};
        for (const ground in grounds)
            for (const ink in inks)
                verify(contrast(inks[ink], grounds[ground]) >= 4.5, ink + " on " + ground);
        verify(contrast(Theme.accentInk, Theme.primary) >= 4.5, "primary button");
    }

    function test_statesAreReadable_data(): var {
        return test_textIsReadable_data();
    }

    function test_statesAreReadable(data: var): void {
        Theme.scheme = data.scheme;
        Theme.highContrast = data.highContrast;
        for (let state = StateBadge.Running; state <= StateBadge.Lost; ++state)
            verify(contrast(Qt.color(Theme.stateColors[state]), Theme.selection) >= 4.5, Theme.stateIcons[state]);
        verify(contrast(Qt.color(Theme.stateColors[StateBadge.Scheduled]), Theme.selection) >= 3, "a shape alone");
    }
}
