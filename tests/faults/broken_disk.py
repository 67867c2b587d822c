"""A disk that fails: the kernel itself answers chosen calls of this process with an error.

A filter of system calls (seccomp, Linux) is put in place at a chosen moment and cannot be taken
away again, so this is for child processes only.
"""

import ctypes
import errno
import platform
import struct

# Numbers of system calls, by machine.
NUMBERS = {
    "x86_64": {"pwrite64": 18, "fsync": 74, "fdatasync": 75, "ftruncate": 77, "fallocate": 285},
    "aarch64": {"pwrite64": 68, "fsync": 82, "fdatasync": 83, "ftruncate": 46, "fallocate": 47},
}
WRITES = ("pwrite64", "ftruncate", "fallocate")
FLUSHES = ("fsync", "fdatasync")
# What can go wrong: which calls, with which answer.
FAULTS = {
    "flushes fail": (FLUSHES, errno.EIO),
    "writes fail": (WRITES, errno.EIO),
    "disk full": (WRITES, errno.ENOSPC),
}
CAN_BREAK = platform.system() == "Linux" and platform.machine() in NUMBERS

# prctl: give up gaining rights, then set a filter; the filter's instructions and verdicts.
NO_NEW_PRIVILEGES, SET_FILTER, FILTER_MODE = 38, 22, 2
LOAD, JUMP_IF_EQUAL, RETURN = 0x20, 0x15, 0x06
ALLOW, ANSWER_WITH_ERROR = 0x7FFF0000, 0x00050000


# Capabilities: the kernel's version of the call, and those that look past a file's mode.
CAPABILITIES, OVERRIDE_MODES = 0x20080522, 0b110


def obey_modes() -> None:
    """Let the modes of files and folders hold for this process, also when it is root's."""
    kernel = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(CAPABILITIES, 0)
    # Effective, permitted, inheritable; each of the two halves.
    sets = (ctypes.c_uint32 * 6)()
    if kernel.capget(head, sets):
        raise OSError(ctypes.get_errno(), "the kernel does not tell its capabilities")
    for which in range(3):
        sets[which] &= ~OVERRIDE_MODES & 0xFFFFFFFF
    if kernel.capset(head, sets):
        raise OSError(ctypes.get_errno(), "the kernel takes no capabilities back")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def break_disk(fault: str) -> None:
    """Let this process's disk fail from now on, in one of the ways of ``FAULTS``."""
    calls, error = FAULTS[fault]
    numbers = [NUMBERS[platform.machine()][call] for call in calls]
    steps = [(LOAD, 0, 0, 0)]
    steps += [(JUMP_IF_EQUAL, len(numbers) - n, 0, number) for n, number in enumerate(numbers)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, ANSWER_WITH_ERROR | error)]
    packed = b"".join(struct.pack("HBBI", *step) for step in steps)
    instructions = ctypes.create_string_buffer(packed)
    program = _Program(len(steps), ctypes.cast(instructions, ctypes.c_void_p))
    kernel = ctypes.CDLL(None, use_errno=True)
    for asked in ((NO_NEW_PRIVILEGES, 1, 0, 0, 0), (SET_FILTER, FILTER_MODE, program, 0, 0)):
        values = [ctypes.byref(one) if one is program else one for one in asked]
        if kernel.prctl(*values):
            raise OSError(ctypes.get_errno(), "the kernel takes no filter of system calls")
