# SPDX-License-Identifier: MIT
"""A private desktop for one test: an X server, a session bus, and the eyes of a screen reader.

The program under test is started as a user would, and read and clicked from outside: what is on
the screen comes from AT-SPI, clicks and keys go through the X server.
"""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PATIENCE = 60  # seconds until something that should happen is given up


def _start_server(arguments, **options):
    """Starts a server that writes one line to a pipe when it is ready; returns it and the line."""
    reading, writing = os.pipe()
    server = subprocess.Popen([a.format(fd=writing) for a in arguments], pass_fds=(writing,), **options)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        line = pipe.readline().strip()
    if not line:
        raise RuntimeError(f'{arguments[0]} did not start')
    return server, line


class Desktop:
    """Context manager. Everything it started is ended with it."""

    def __init__(self, width=1280, height=800):
        self.size = (width, height)
        self.servers = []
        self.program = None
        self.window = None

    def __enter__(self):
        self.home = tempfile.mkdtemp(prefix='taskdeck-e2e-')
        for name in ('XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME'):
            os.environ[name] = os.path.join(self.home, name.lower())
        runtime = os.environ['XDG_RUNTIME_DIR'] = os.path.join(self.home, 'run')
        os.mkdir(runtime, 0o700)
        xvfb, display = _start_server(
            ['Xvfb', '-displayfd', '{fd}', '-screen', '0', '%dx%dx24' % self.size, '-nolisten', 'tcp'],
            stderr=subprocess.DEVNULL)
        self.servers.append(xvfb)
        os.environ['DISPLAY'] = f':{display}'
        bus, address = _start_server(['dbus-daemon', '--session', '--nofork', '--print-address={fd}'],
                                     stderr=subprocess.DEVNULL)
        self.servers.append(bus)
        os.environ['DBUS_SESSION_BUS_ADDRESS'] = address
        os.environ.update(QT_LINUX_ACCESSIBILITY_ALWAYS_ON='1', QT_QPA_PLATFORM='xcb',
                          QT_QUICK_BACKEND='software', NO_AT_BRIDGE='0')
        return self

    def __exit__(self, *_):
        if self.program and self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        for server in reversed(self.servers):
            server.terminate()
            server.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def start(self, *command):
        self.complaints = os.path.join(self.home, 'stderr')
        with open(self.complaints, 'wb') as complaints:
            self.program = subprocess.Popen(command, stderr=complaints)
        import gi  # only now: it connects to the bus of the environment
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi
        self.atspi = Atspi
        self.window = wait_for(self._find_window, 'the window')

    def quit(self):
        """Ends the program as a session does; returns its exit code."""
        self.program.send_signal(signal.SIGTERM)
        return self.program.wait(timeout=PATIENCE)

    def complaint(self):
        """What the program wrote to its standard error: a warning of QML's, for example."""
        with open(self.complaints, encoding='utf-8', errors='replace') as text:
            return text.read()

    def _find_window(self):
        if self.program.poll() is not None:
            raise AssertionError(f'the program ended early, with {self.program.returncode}')
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            application = desktop.get_child_at_index(i)
            if not application or application.get_process_id() != self.program.pid:
                continue
            application.set_cache_mask(self.atspi.Cache.NONE)  # what is asked is asked of the program
            if application.get_child_count():
                return application.get_child_at_index(0)
        return None

    # Reading

    def all(self, role=None, name=None, description=None, inside=None):
        """What is showing and fits; `name` and `description` are regular expressions for the whole text."""
        found = []
        todo = [inside or self.window]
        while todo:
            item = todo.pop()
            try:
                if (self._is_showing(item) and (not role or item.get_role_name() == role)
                        and (name is None or re.fullmatch(name, item.get_name() or '', re.S))
                        and (description is None or re.fullmatch(description, item.get_description() or '', re.S))):
                    found.append(item)
                todo += reversed([c for c in map(item.get_child_at_index, range(item.get_child_count())) if c])
            except self.gone():
                continue  # a delegate that went away while it was read
        return found

    def gone(self):
        from gi.repository import GLib
        return GLib.GError

    def _is_showing(self, item):
        return item.get_state_set().contains(self.atspi.StateType.SHOWING)

    def find(self, **wanted):
        """The one that fits; waits for it."""
        return wait_for(lambda: next(iter(self.all(**wanted)), None), f'{wanted}', self.describe)

    def describe(self):
        """For the log of a failed test."""
        return '\n'.join(f'  {i.get_role_name()}: {i.get_name()!r} {i.get_description()!r}' for i in self.all()
                         if i.get_name())

    # Acting

    def click(self, item):
        box = wait_for(lambda: self._place_at_rest(item), 'a place to click on')
        xdotool('mousemove', box.x + box.width // 2, box.y + box.height // 2, 'click', 1)

    def _place_at_rest(self, item):
        """Where it is, once it has stopped moving: a list may be narrowing down."""
        before = item.get_extents(self.atspi.CoordType.SCREEN)
        time.sleep(0.25)
        after = item.get_extents(self.atspi.CoordType.SCREEN)
        same = (before.x, before.y, before.width) == (after.x, after.y, after.width)
        return after if same and after.width > 0 else None

    def type(self, text):
        xdotool('type', '--delay', 5, text)

    def key(self, *names):
        xdotool('key', '--delay', 5, *names)

    def picture(self, path):
        """A screenshot, for people who want to know what the test saw."""
        subprocess.run(['import', '-window', 'root', path], check=False)


def xdotool(*arguments):
    subprocess.run(['xdotool', *map(str, arguments)], check=True)


def wait_for(condition, what, explain=lambda: ''):
    """Polls: the program is another process, and nothing but its surface can be asked."""
    end = time.monotonic() + PATIENCE
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            print(explain(), file=sys.stderr)
            raise AssertionError(f'{what}: not there after {PATIENCE} s')
        time.sleep(0.05)
