"""What the operating system says of a file, in Chinese: its own words are English on most machines."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOENT: "找不到该文件或目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "系统不允许",
    errno.EISDIR: "这是目录，不是文件",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EEXIST: "已经存在",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额用尽",
    errno.EROFS: "磁盘只读",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ELOOP: "链接循环",
    errno.EMFILE: "打开的文件过多",
    errno.EIO: "磁盘读写错误",
    errno.EBUSY: "文件正被占用",
    errno.ETIMEDOUT: "等待超时",
}


def system_words(error: OSError) -> str:
    """Why the system refused, for a person; an unusual reason is given by its number."""
    return _WORDS.get(error.errno or 0, f"系统错误 {error.errno}" if error.errno else "系统错误")
