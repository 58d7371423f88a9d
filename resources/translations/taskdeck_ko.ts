<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
    <context>
        <name>ActionDelegate</name>
        <message>
            <source>Armed</source>
            <translation>대기 중</translation>
        </message>
        <message>
            <source>Has run</source>
            <translation>실행됨</translation>
        </message>
        <message>
            <source>Does not apply</source>
            <translation>해당 없음</translation>
        </message>
        <message>
            <source>Show its run</source>
            <translation>실행 보기</translation>
        </message>
        <message>
            <source>Remove this action</source>
            <translation>이 동작 제거</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>보기</translation>
        </message>
    </context>
    <context>
        <name>ActionForm</name>
        <message>
            <source>If this task ended</source>
            <translation>이 작업이 끝났을 때</translation>
        </message>
        <message>
            <source>When this task ends</source>
            <translation>이 작업이 끝날 때</translation>
        </message>
        <message>
            <source>How it ends</source>
            <translation>끝나는 방식</translation>
        </message>
        <message>
            <source>any way</source>
            <translation>결과와 상관없이</translation>
        </message>
        <message>
            <source>succeeded</source>
            <translation>성공하면</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>실패하면</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>취소되면</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>할 일</translation>
        </message>
        <message>
            <source>run this command</source>
            <translation>명령 실행</translation>
        </message>
        <message>
            <source>show a notification</source>
            <translation>알림 표시</translation>
        </message>
        <message>
            <source>Command to run</source>
            <translation>실행할 명령</translation>
        </message>
        <message>
            <source>Text of the notification</source>
            <translation>알림 내용</translation>
        </message>
        <message>
            <source>notify-send finished</source>
            <translation>notify-send 완료</translation>
        </message>
        <message>
            <source>Empty: name and outcome of the task</source>
            <translation>비워 두면 작업 이름과 결과를 알립니다</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>추가</translation>
        </message>
        <message>
            <source>This task has already ended: what you add runs at once.</source>
            <translation>이미 끝난 작업입니다. 추가한 동작은 바로 실행됩니다.</translation>
        </message>
    </context>
    <context>
        <name>ActionsPane</name>
        <message>
            <source>Actions of this task</source>
            <translation>이 작업의 동작</translation>
        </message>
        <message>
            <source>No actions yet</source>
            <translation>아직 동작이 없습니다</translation>
        </message>
        <message>
            <source>Say above what should happen when this task ends. Each action runs as a task of its own, which can be cancelled.</source>
            <translation>이 작업이 끝나면 할 일을 위에서 정하세요. 동작은 각각 별도의 작업으로 실행되며 취소할 수 있습니다.</translation>
        </message>
    </context>
    <context>
        <name>AwaitChain</name>
        <message>
            <source>Await chain</source>
            <translation>대기 사슬</translation>
        </message>
    </context>
    <context>
        <name>CancelButton</name>
        <message>
            <source>Ask %1 again to end</source>
            <translation>%1 다시 취소 요청</translation>
        </message>
        <message>
            <source>Cancel %1</source>
            <translation>%1 취소</translation>
        </message>
    </context>
    <context>
        <name>ChecksumForm</name>
        <message>
            <source>Folder to check</source>
            <translation>검사할 폴더</translation>
        </message>
        <message>
            <source>/home/me/Photos</source>
            <translation>/home/me/사진</translation>
        </message>
        <message>
            <source>Every file in it and below gets a checksum, each in a task of its own.</source>
            <translation>폴더와 그 아래 모든 파일의 체크섬을 파일마다 별도의 작업으로 계산합니다.</translation>
        </message>
    </context>
    <context>
        <name>CommandForm</name>
        <message>
            <source>tar -czf photos.tar.gz Photos</source>
            <translation>tar -czf photos.tar.gz 사진</translation>
        </message>
        <message>
            <source>Run in a shell: pipes, variables and wildcards work</source>
            <translation>셸에서 실행: 파이프, 변수, 와일드카드 사용 가능</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>폴더</translation>
        </message>
        <message>
            <source>Your home folder</source>
            <translation>홈 폴더</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>명령</translation>
        </message>
    </context>
    <context>
        <name>CopyButton</name>
        <message>
            <source>Copy</source>
            <translation>복사</translation>
        </message>
    </context>
    <context>
        <name>DetailsHeader</name>
        <message>
            <source>Back to the list</source>
            <translation>목록으로 돌아가기</translation>
        </message>
        <message>
            <source>Cancel again</source>
            <translation>다시 취소</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>취소</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>치우기</translation>
        </message>
    </context>
    <context>
        <name>DetailsView</name>
        <message>
            <source>Overview</source>
            <translation>개요</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>결과</translation>
        </message>
        <message>
            <source>Exception</source>
            <translation>예외</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>출력</translation>
        </message>
        <message>
            <source>Actions</source>
            <translation>동작</translation>
        </message>
        <message>
            <source>Nothing selected</source>
            <translation>선택한 작업이 없습니다</translation>
        </message>
        <message>
            <source>Choose a task in the list, with the mouse or with ↑ and ↓, to see its result, its exception and its output.</source>
            <translation>목록에서 마우스나 ↑, ↓ 키로 작업을 선택하면 결과와 예외, 출력을 볼 수 있습니다.</translation>
        </message>
    </context>
    <context>
        <name>DownloadForm</name>
        <message>
            <source>Web address</source>
            <translation>웹 주소</translation>
        </message>
        <message>
            <source>Save to</source>
            <translation>저장 위치</translation>
        </message>
        <message>
            <source>A file, or a folder that keeps the name</source>
            <translation>파일, 또는 원래 이름대로 저장할 폴더</translation>
        </message>
    </context>
    <context>
        <name>ExceptionPane</name>
        <message numerus="yes">
            <source>%n exception(s)</source>
            <translation>
                <numerusform>예외 %n개</numerusform>
            </translation>
        </message>
        <message>
            <source>Reading the exception…</source>
            <translation>예외를 읽는 중…</translation>
        </message>
        <message>
            <source>No exception</source>
            <translation>예외 없음</translation>
        </message>
        <message>
            <source>This task ended as it should.</source>
            <translation>이 작업은 정상적으로 끝났습니다.</translation>
        </message>
        <message>
            <source>This task was cancelled. That is no failure.</source>
            <translation>이 작업은 취소되었습니다. 취소는 실패가 아닙니다.</translation>
        </message>
        <message>
            <source>The source of this task is gone; nobody knows how it ended.</source>
            <translation>이 작업의 소스가 사라져 어떻게 끝났는지 알 수 없습니다.</translation>
        </message>
        <message>
            <source>This task has not failed: it is still running.</source>
            <translation>이 작업은 실패하지 않았습니다. 아직 실행 중입니다.</translation>
        </message>
    </context>
    <context>
        <name>FailureTree</name>
        <message>
            <source>Exception and its causes</source>
            <translation>예외와 그 원인</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Clear ended</source>
            <translation>끝난 작업 치우기</translation>
        </message>
        <message>
            <source>All</source>
            <translation>전체</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>실행 중</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>실패</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>완료</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>취소됨</translation>
        </message>
    </context>
    <context>
        <name>FilterChip</name>
        <message numerus="yes">
            <source>%n task(s)</source>
            <translation>
                <numerusform>작업 %n개</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FilterField</name>
        <message>
            <source>Filter tasks</source>
            <translation>작업 거르기</translation>
        </message>
        <message>
            <source>Clear the filter</source>
            <translation>거르기 지우기</translation>
        </message>
    </context>
    <context>
        <name>FoldButton</name>
        <message>
            <source>Fold</source>
            <translation>접기</translation>
        </message>
        <message>
            <source>Unfold</source>
            <translation>펼치기</translation>
        </message>
    </context>
    <context>
        <name>FrameList</name>
        <message>
            <source>Fewer frames</source>
            <translation>프레임 접기</translation>
        </message>
        <message numerus="yes">
            <source>%n more frame(s)</source>
            <translation>
                <numerusform>프레임 %n개 더 보기</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message numerus="yes">
            <source>%n running – Taskdeck</source>
            <translation>
                <numerusform>%n개 실행 중 – Taskdeck</numerusform>
            </translation>
        </message>
        <message>
            <source>Taskdeck</source>
            <translation>Taskdeck</translation>
        </message>
    </context>
    <context>
        <name>NewTaskDialog</name>
        <message>
            <source>New task</source>
            <translation>새 작업</translation>
        </message>
        <message>
            <source>Command</source>
            <translation>명령</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>다운로드</translation>
        </message>
        <message>
            <source>Checksums of a folder</source>
            <translation>폴더 체크섬</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>닫기</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>시작</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss</source>
            <translation>치우기</translation>
        </message>
    </context>
    <context>
        <name>OutputPane</name>
        <message numerus="yes">
            <source>%n earlier line(s) dropped</source>
            <translation>
                <numerusform>앞선 %n줄 버려짐</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n줄</numerusform>
            </translation>
        </message>
        <message>
            <source>Follow</source>
            <translation>따라가기</translation>
        </message>
        <message>
            <source>Output</source>
            <translation>출력</translation>
        </message>
        <message>
            <source>No output</source>
            <translation>출력 없음</translation>
        </message>
        <message>
            <source>This task has written nothing yet. Lines show up here as it writes them.</source>
            <translation>이 작업은 아직 아무것도 출력하지 않았습니다. 출력하는 대로 여기에 나타납니다.</translation>
        </message>
        <message>
            <source>This task wrote nothing before it ended.</source>
            <translation>이 작업은 아무것도 출력하지 않고 끝났습니다.</translation>
        </message>
    </context>
    <context>
        <name>OverviewPane</name>
        <message>
            <source>Kind</source>
            <translation>종류</translation>
        </message>
        <message>
            <source>coroutine</source>
            <translation>코루틴</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>생성</translation>
        </message>
        <message>
            <source>Started</source>
            <translation>시작</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>종료</translation>
        </message>
        <message>
            <source>Elapsed</source>
            <translation>경과</translation>
        </message>
        <message>
            <source>Busy</source>
            <translation>실행 시간</translation>
        </message>
        <message numerus="yes">
            <source>%1 in %n step(s)</source>
            <translation>
                <numerusform>%1, %n단계</numerusform>
            </translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>진행</translation>
        </message>
        <message>
            <source>Waits on</source>
            <translation>기다리는 대상</translation>
        </message>
        <message>
            <source>Created by</source>
            <translation>만든 작업</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>위치</translation>
        </message>
        <message>
            <source>Said on cancel</source>
            <translation>취소 메시지</translation>
        </message>
        <message>
            <source>Cancel requests</source>
            <translation>취소 요청</translation>
        </message>
    </context>
    <context>
        <name>ProgressLine</name>
        <message>
            <source>%1 percent done</source>
            <translation>%1퍼센트 완료</translation>
        </message>
        <message>
            <source>Progress unknown</source>
            <translation>진행률 알 수 없음</translation>
        </message>
    </context>
    <context>
        <name>ResultPane</name>
        <message>
            <source>Tree</source>
            <translation>트리</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>텍스트</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>결과</translation>
        </message>
        <message>
            <source>Reading the result…</source>
            <translation>결과를 읽는 중…</translation>
        </message>
        <message>
            <source>No result to show</source>
            <translation>보여 줄 결과가 없습니다</translation>
        </message>
        <message>
            <source>No result yet</source>
            <translation>아직 결과가 없습니다</translation>
        </message>
        <message>
            <source>This task has no result yet: it is still running.</source>
            <translation>이 작업은 아직 실행 중이라 결과가 없습니다.</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>%n running</source>
            <translation>
                <numerusform>실행 중 %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>실패 %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n forgotten</source>
            <comment>ended tasks dropped to bound memory</comment>
            <translation>
                <numerusform>지워짐 %n</numerusform>
            </translation>
        </message>
        <message>
            <source>New task…</source>
            <translation>새 작업…</translation>
        </message>
    </context>
    <context>
        <name>TaskCells</name>
        <message>
            <source>%1 %</source>
            <translation>%1%</translation>
        </message>
    </context>
    <context>
        <name>TaskHeader</name>
        <message>
            <source>State</source>
            <translation>상태</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>작업</translation>
        </message>
        <message>
            <source>Waits on, outcome</source>
            <translation>대기 대상, 결과</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>진행</translation>
        </message>
        <message>
            <source>Elapsed</source>
            <translation>경과</translation>
        </message>
    </context>
    <context>
        <name>TaskLinkRow</name>
        <message>
            <source>a task that has been forgotten</source>
            <translation>목록에서 지워진 작업</translation>
        </message>
    </context>
    <context>
        <name>TaskListView</name>
        <message>
            <source>Tasks</source>
            <translation>작업</translation>
        </message>
        <message>
            <source>No task matches</source>
            <translation>조건에 맞는 작업이 없습니다</translation>
        </message>
        <message>
            <source>No tasks yet</source>
            <translation>아직 작업이 없습니다</translation>
        </message>
        <message>
            <source>Change the words above, or show all states again.</source>
            <translation>위의 검색어를 바꾸거나 모든 상태를 다시 표시하세요.</translation>
        </message>
        <message>
            <source>Start a command, a download or checksums here; everything that runs shows up in this list.</source>
            <translation>명령이나 다운로드, 체크섬을 시작해 보세요. 실행되는 모든 작업이 이 목록에 나타납니다.</translation>
        </message>
        <message>
            <source>Show all tasks</source>
            <translation>모든 작업 보기</translation>
        </message>
        <message>
            <source>New task…</source>
            <translation>새 작업…</translation>
        </message>
    </context>
    <context>
        <name>Text</name>
        <message>
            <source>%1 ended with exit code %2</source>
            <translation>%1 종료 코드 %2(으)로 끝남</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::ActionBook</name>
        <message>
            <source>Actions of actions end after %1 steps: this task is the last one that an action started.</source>
            <translation>동작이 시작한 작업의 동작은 %1단계까지만 이어집니다. 이 작업이 마지막입니다.</translation>
        </message>
        <message>
            <source>%1 is done</source>
            <translation>%1 완료</translation>
        </message>
        <message>
            <source>%1 was cancelled</source>
            <translation>%1 취소됨</translation>
        </message>
        <message>
            <source>%1 ended</source>
            <translation>%1 끝남</translation>
        </message>
        <message>
            <source>%1 failed</source>
            <translation>%1 실패</translation>
        </message>
        <message>
            <source>%1 failed: %2</source>
            <translation>%1 실패: %2</translation>
        </message>
        <message>
            <source>notify</source>
            <translation>알림</translation>
        </message>
        <message>
            <source>when %1 ends: %2</source>
            <translation>%1 종료 시: %2</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::ActionListModel</name>
        <message>
            <source>Select a task first, then say what should happen when it ends.</source>
            <translation>먼저 작업을 선택한 다음, 끝나면 할 일을 정하세요.</translation>
        </message>
        <message>
            <source>This kind of action is not known.</source>
            <translation>알 수 없는 종류의 동작입니다.</translation>
        </message>
        <message>
            <source>run: %1</source>
            <translation>실행: %1</translation>
        </message>
        <message>
            <source>notify me</source>
            <translation>알림</translation>
        </message>
        <message>
            <source>notify me: %1</source>
            <translation>알림: %1</translation>
        </message>
        <message>
            <source>When it is done → %1</source>
            <translation>완료되면 → %1</translation>
        </message>
        <message>
            <source>When it fails → %1</source>
            <translation>실패하면 → %1</translation>
        </message>
        <message>
            <source>When it is cancelled → %1</source>
            <translation>취소되면 → %1</translation>
        </message>
        <message>
            <source>When it ends → %1</source>
            <translation>끝나면 → %1</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::Application</name>
        <message>
            <source>The window could not be made; the lines above say why.</source>
            <translation>창을 만들지 못했습니다. 이유는 위에 나온 줄에 있습니다.</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::AwaitChainModel</name>
        <message>
            <source>Failed in</source>
            <translation>실패한 위치</translation>
        </message>
        <message>
            <source>Waits on</source>
            <translation>기다리는 작업</translation>
        </message>
        <message>
            <source>Awaited by</source>
            <translation>이 작업을 기다리는 작업</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::Checksums</name>
        <message>
            <source>files %1 to %2</source>
            <translation>파일 %1–%2</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::Demo</name>
        <message>
            <source>The demo has no downloads: %1.</source>
            <translation>데모에서 다운로드를 쓸 수 없습니다: %1.</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::DownloadFailed</name>
        <message>
            <source>%1 of %2</source>
            <translation>%2 중 %1</translation>
        </message>
        <message>
            <source>%1 cannot be written: %2.</source>
            <translation>%1에 쓸 수 없습니다: %2.</translation>
        </message>
        <message>
            <source>Nothing arrived for %1 s from %2.</source>
            <translation>%2에서 %1초 동안 아무것도 오지 않았습니다.</translation>
        </message>
        <message>
            <source>%1 could not be downloaded: %2.</source>
            <translation>%1을(를) 다운로드하지 못했습니다: %2.</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::FailureModel</name>
        <message>
            <source>caused by</source>
            <translation>원인</translation>
        </message>
        <message>
            <source>member %1 of %2</source>
            <translation>구성원 %1/%2</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::FeedActionBook</name>
        <message>
            <source>This task is no longer in the list.</source>
            <translation>이 작업은 더 이상 목록에 없습니다.</translation>
        </message>
        <message>
            <source>A task left the list before its action could run.</source>
            <translation>동작을 실행하기 전에 작업이 목록에서 사라졌습니다.</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::FileUnreadable</name>
        <message>
            <source>the folder may not be opened</source>
            <translation>폴더를 열 권한이 없습니다</translation>
        </message>
        <message>
            <source>%1 cannot be read: %2.</source>
            <translation>%1을(를) 읽을 수 없습니다: %2.</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::JobLauncher</name>
        <message>
            <source>The folder %1 does not exist.</source>
            <translation>폴더 %1이(가) 없습니다.</translation>
        </message>
        <message>
            <source>%1 is not a folder.</source>
            <translation>%1은(는) 폴더가 아닙니다.</translation>
        </message>
        <message>
            <source>The folder %1 may not be read by you.</source>
            <translation>폴더 %1을(를) 읽을 권한이 없습니다.</translation>
        </message>
        <message>
            <source>There is no address yet.</source>
            <translation>아직 주소가 없습니다.</translation>
        </message>
        <message>
            <source>This is not an address: %1.</source>
            <translation>주소가 아닙니다: %1.</translation>
        </message>
        <message>
            <source>Only http and https addresses can be downloaded, not "%1".</source>
            <translation>http와 https 주소만 다운로드할 수 있습니다. “%1”은(는) 안 됩니다.</translation>
        </message>
        <message>
            <source>The address %1 names no host.</source>
            <translation>주소 %1에 호스트가 없습니다.</translation>
        </message>
        <message>
            <source>%1 is a device: a download needs a file.</source>
            <translation>%1은(는) 장치입니다. 다운로드는 파일에 저장해야 합니다.</translation>
        </message>
        <message>
            <source>There is no file to save the download as.</source>
            <translation>다운로드를 저장할 파일이 없습니다.</translation>
        </message>
        <message>
            <source>Nothing can be saved in %1: the folder is not writable.</source>
            <translation>%1에 저장할 수 없습니다. 폴더에 쓰기 권한이 없습니다.</translation>
        </message>
        <message>
            <source>There is no command yet: write a line for the shell.</source>
            <translation>아직 명령이 없습니다. 셸에서 실행할 줄을 쓰세요.</translation>
        </message>
        <message>
            <source>The line holds a zero character, which no program can be given.</source>
            <translation>줄에 프로그램에 넘길 수 없는 널 문자가 있습니다.</translation>
        </message>
        <message>
            <source>The line is longer than the 128 KiB that a program can be given.</source>
            <translation>줄이 프로그램에 넘길 수 있는 128KiB보다 깁니다.</translation>
        </message>
        <message>
            <source>Taskdeck is about to end.</source>
            <translation>Taskdeck이 곧 종료됩니다.</translation>
        </message>
        <message>
            <source>download %1</source>
            <translation>%1 다운로드</translation>
        </message>
        <message>
            <source>There is no folder yet.</source>
            <translation>아직 폴더가 없습니다.</translation>
        </message>
        <message>
            <source>checksums of %1</source>
            <translation>%1 체크섬</translation>
        </message>
        <message>
            <source>A quote ( %1 ) is opened but not closed.</source>
            <translation>따옴표( %1 )를 열고 닫지 않았습니다.</translation>
        </message>
        <message>
            <source>The line ends in the middle of an escape ( \ ).</source>
            <translation>줄이 이스케이프( \ ) 중간에서 끝났습니다.</translation>
        </message>
        <message>
            <source>There is no command yet: write a program and its arguments.</source>
            <translation>아직 명령이 없습니다. 프로그램과 인수를 쓰세요.</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::Notifications</name>
        <message>
            <source>There is no notification service on this session: %1</source>
            <translation>이 세션에 알림 서비스가 없습니다: %1</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::Options</name>
        <message>
            <source>Shows every task that is running: cancel it, read its result or its exception, and say what happens when it ends.</source>
            <translation>실행 중인 모든 작업을 보여 줍니다. 취소하고, 결과나 예외를 읽고, 끝나면 할 일을 정할 수 있습니다.</translation>
        </message>
        <message>
            <source>Start a set of example tasks of every kind.</source>
            <translation>모든 종류의 예제 작업을 시작합니다.</translation>
        </message>
        <message>
            <source>Colours: light, dark or system.</source>
            <translation>색: light, dark, system.</translation>
        </message>
        <message>
            <source>Language of the window: en or ko.</source>
            <translation>창의 언어: en, ko.</translation>
        </message>
        <message>
            <source>Size of the window, as in 1280x800.</source>
            <translation>창 크기. 예: 1280x800.</translation>
        </message>
        <message>
            <source>Save a picture of the window as PNG, and end.</source>
            <translation>창을 PNG 그림으로 저장하고 끝냅니다.</translation>
        </message>
        <message>
            <source>Milliseconds until the picture is taken.</source>
            <translation>그림을 찍을 때까지의 밀리초.</translation>
        </message>
        <message>
            <source>Name of the task that the picture shows.</source>
            <translation>그림에 보일 작업의 이름.</translation>
        </message>
        <message>
            <source>Pane that the picture shows: %1.</source>
            <translation>그림에 보일 창: %1.</translation>
        </message>
        <message>
            <source>Print the version, and end.</source>
            <translation>버전을 출력하고 끝냅니다.</translation>
        </message>
        <message>
            <source>Print this help, and end.</source>
            <translation>이 도움말을 출력하고 끝냅니다.</translation>
        </message>
        <message>
            <source>--screenshot needs the name of a file.</source>
            <translation>--screenshot에는 파일 이름이 필요합니다.</translation>
        </message>
        <message>
            <source>The folder %1 of the screenshot does not exist.</source>
            <translation>스크린숏 폴더 %1이(가) 없습니다.</translation>
        </message>
        <message>
            <source>The screenshot cannot be saved as %1: that is not a file.</source>
            <translation>스크린숏을 %1(으)로 저장할 수 없습니다. 파일이 아닙니다.</translation>
        </message>
        <message>
            <source>The folder %1 of the screenshot is not writable.</source>
            <translation>스크린숏 폴더 %1에 쓰기 권한이 없습니다.</translation>
        </message>
        <message>
            <source>"%1" is not a theme: use light, dark or system.</source>
            <translation>“%1” 테마는 없습니다. light, dark, system 중 하나를 쓰세요.</translation>
        </message>
        <message>
            <source>"%1" is not a language of Taskdeck: use en or ko.</source>
            <translation>Taskdeck은 “%1” 언어를 모릅니다. en이나 ko를 쓰세요.</translation>
        </message>
        <message>
            <source>"%1" is not a size: write width and height, as in 1280x800.</source>
            <translation>“%1”은(는) 크기가 아닙니다. 1280x800처럼 너비와 높이를 쓰세요.</translation>
        </message>
        <message>
            <source>"%1" is not a time: write milliseconds, as in 1500.</source>
            <translation>“%1”은(는) 시간이 아닙니다. 1500처럼 밀리초를 쓰세요.</translation>
        </message>
        <message>
            <source>"%1" is not a pane: use %2.</source>
            <translation>“%1” 창은 없습니다. %2 중 하나를 쓰세요.</translation>
        </message>
        <message>
            <source>"%1" is not understood: see taskdeck --help.</source>
            <translation>“%1”을(를) 이해할 수 없습니다. taskdeck --help를 보세요.</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::Preferences</name>
        <message>
            <source>Preferences cannot be saved in %1: the folder is not writable.</source>
            <translation>설정을 %1에 저장할 수 없습니다. 폴더에 쓰기 권한이 없습니다.</translation>
        </message>
        <message>
            <source>The preferences in %1 are damaged and not used.</source>
            <translation>%1의 설정이 손상되어 쓰지 않습니다.</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::Screenshot</name>
        <message>
            <source>There is no task with the name "%1" to take a picture of.</source>
            <translation>그림을 찍을 “%1” 작업이 없습니다.</translation>
        </message>
        <message>
            <source>The window could not be drawn.</source>
            <translation>창을 그리지 못했습니다.</translation>
        </message>
        <message>
            <source>The picture cannot be saved as %1: %2.</source>
            <translation>그림을 %1(으)로 저장할 수 없습니다: %2.</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::Session</name>
        <message>
            <source>from the window</source>
            <translation>창에서 요청</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::ValueTreeModel</name>
        <message numerus="yes">
            <source>%n more, not shown</source>
            <translation>
                <numerusform>%n개 더 있음(표시하지 않음)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n item(s)</source>
            <translation>
                <numerusform>항목 %n개</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>taskdeck::displaytext</name>
        <message>
            <source>%1 s</source>
            <translation>%1초</translation>
        </message>
        <message>
            <source>%1 h %2 m</source>
            <translation>%1시간 %2분</translation>
        </message>
        <message>
            <source>%1 µs</source>
            <translation>%1 µs</translation>
        </message>
        <message>
            <source>%1 ms</source>
            <translation>%1 ms</translation>
        </message>
        <message>
            <source>%1 in %2</source>
            <comment>file:line in function</comment>
            <translation>%2의 %1</translation>
        </message>
    </context>
    <context>
        <name>taskdeck::taskwords</name>
        <message numerus="yes">
            <source>refused, still running (%n request(s))</source>
            <translation>
                <numerusform>취소 거부, 계속 실행 중(요청 %n번)</numerusform>
            </translation>
        </message>
        <message>
            <source>cannot be interrupted here: delivered when it ends</source>
            <translation>지금은 중단할 수 없음: 이 대기가 끝나면 전달됨</translation>
        </message>
        <message>
            <source>cleaning up</source>
            <translation>정리하는 중</translation>
        </message>
        <message>
            <source>cancelling</source>
            <translation>취소하는 중</translation>
        </message>
        <message>
            <source>cancelling, waits on %1</source>
            <translation>취소하는 중, 대기: %1</translation>
        </message>
        <message>
            <source>Scheduled</source>
            <translation>예약됨</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>실행 중</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>대기 중</translation>
        </message>
        <message>
            <source>Cancelling</source>
            <translation>취소 중</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>완료</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>실패</translation>
        </message>
        <message>
            <source>Cancelled</source>
            <translation>취소됨</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>끊김</translation>
        </message>
        <message>
            <source>its source is gone: how it ended is not known</source>
            <translation>소스가 사라져 결과를 알 수 없음</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>취소됨</translation>
        </message>
        <message>
            <source>cancelled: %1</source>
            <translation>취소됨: %1</translation>
        </message>
        <message>
            <source>asked to cancel</source>
            <translation>취소 요청</translation>
        </message>
        <message>
            <source>%1 %2: not delivered yet</source>
            <translation>%1 %2: 아직 전달되지 않음</translation>
        </message>
        <message>
            <source>%1 %2: delivered after %3</source>
            <translation>%1 %2: %3 뒤 전달됨</translation>
        </message>
        <message>
            <source>%1 %2: delivered after %3 at %4</source>
            <translation>%1 %2: %3 뒤 %4에서 전달됨</translation>
        </message>
        <message>
            <source>The result shows here when the task is done.</source>
            <translation>작업이 완료되면 여기에 결과가 나타납니다.</translation>
        </message>
        <message>
            <source>The task failed, so it has no result.</source>
            <translation>작업이 실패하여 결과가 없습니다.</translation>
        </message>
        <message>
            <source>The task was cancelled, so it has no result.</source>
            <translation>작업이 취소되어 결과가 없습니다.</translation>
        </message>
        <message>
            <source>The task's source is gone, and its result with it.</source>
            <translation>작업의 소스가 사라져 결과도 알 수 없습니다.</translation>
        </message>
        <message>
            <source>The task returned no value.</source>
            <translation>작업이 값을 돌려주지 않았습니다.</translation>
        </message>
        <message>
            <source>The task returned a value of type %1, which cannot be shown.</source>
            <translation>작업이 보여 줄 수 없는 %1 형식의 값을 돌려주었습니다.</translation>
        </message>
    </context>
</TS>
