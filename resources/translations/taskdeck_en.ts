<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>ExceptionPane</name>
        <message numerus="yes">
            <source>%n exception(s)</source>
            <translation>
                <numerusform>%n exception</numerusform>
                <numerusform>%n exceptions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterChip</name>
        <message numerus="yes">
            <source>%n task(s)</source>
            <translation>
                <numerusform>%n task</numerusform>
                <numerusform>%n tasks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FrameList</name>
        <message numerus="yes">
            <source>%n more frame(s)</source>
            <translation>
                <numerusform>%n more frame</numerusform>
                <numerusform>%n more frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message numerus="yes">
            <source>%n running – Taskdeck</source>
            <translation>
                <numerusform>%n running – Taskdeck</numerusform>
                <numerusform>%n running – Taskdeck</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OutputPane</name>
        <message numerus="yes">
            <source>%n earlier line(s) dropped</source>
            <translation>
                <numerusform>%n earlier line dropped</numerusform>
                <numerusform>%n earlier lines dropped</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n line</numerusform>
                <numerusform>%n lines</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OverviewPane</name>
        <message numerus="yes">
            <source>%1 in %n step(s)</source>
            <translation>
                <numerusform>%1 in %n step</numerusform>
                <numerusform>%1 in %n steps</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%n running</source>
            <translation>
                <numerusform>%n running</numerusform>
                <numerusform>%n running</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%n failed</numerusform>
                <numerusform>%n failed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n forgotten</source>
            <comment>ended tasks dropped to bound memory</comment>
            <translation>
                <numerusform>%n forgotten</numerusform>
                <numerusform>%n forgotten</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>taskdeck::ValueTreeModel</name>
        <message numerus="yes">
            <source>%n more, not shown</source>
            <translation>
                <numerusform>%n more, not shown</numerusform>
                <numerusform>%n more, not shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s)</source>
            <translation>
                <numerusform>%n item</numerusform>
                <numerusform>%n items</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>taskdeck::taskwords</name>
        <message numerus="yes">
            <source>refused, still running (%n request(s))</source>
            <translation>
                <numerusform>refused, still running (%n request)</numerusform>
                <numerusform>refused, still running (%n requests)</numerusform>
            </translation>
        </message>
    </context>
</TS>
