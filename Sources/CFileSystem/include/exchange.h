#pragma once

/// Two paths of one file system take each other's places, atomically.
/// Returns 0, or -1 with errno set: ENOSYS or EINVAL if the system or the file system cannot do it.
int exchange_paths(const char *first, const char *second);
