import Foundation

/// The memory that the system can give to this process.
public enum AvailableMemory {
    /// Bytes available without swapping, within the limits of control groups and of the process's address space.
    ///
    /// If the system does not tell, all memory of the machine.
    public static var bytes: Double {
        var limit = rlimit()
        let isLimited = getrlimit(addressSpace, &limit) == 0 && limit.rlim_cur < rlim_t(Int64.max)
        return bytes(
            physical: Double(ProcessInfo.processInfo.physicalMemory),
            addressSpace: isLimited ? Double(limit.rlim_cur) : .infinity
        ) {
            try? String(contentsOfFile: $0, encoding: .utf8)
        }
    }

    #if canImport(Glibc)
        private static var addressSpace: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_AS.rawValue) }
    #else
        private static var addressSpace: Int32 { RLIMIT_AS }
    #endif

    /// Bytes of address space that threads, fonts and libraries take beside a run's own memory.
    private static let overhead = 96e6

    /// The same from the given files of the system.
    /// - Parameters:
    ///   - physical: bytes of the machine's memory.
    ///   - addressSpace: the process's limit (`ulimit -v`), in bytes; infinite without one.
    ///   - read: the text of a file by its path; nil if it cannot be read.
    package static func bytes(
        physical: Double, addressSpace: Double = .infinity, _ read: (String) -> String?
    ) -> Double {
        let free = read("/proc/meminfo").flatMap(freeBytes)
        let groups = groups(cgroups: read("/proc/self/cgroup") ?? "")
        let unused = max(0, addressSpace - (read("/proc/self/status").flatMap(sizeBytes) ?? 0) - overhead)
        return groups.compactMap { $0.left(read) }.reduce(min(free ?? physical, unused), min)
    }

    /// `VmSize:   123456 kB`
    private static func sizeBytes(_ status: String) -> Double? { bytes(of: "VmSize:", in: status) }

    /// `MemAvailable:   23502760 kB`
    private static func freeBytes(_ meminfo: String) -> Double? { bytes(of: "MemAvailable:", in: meminfo) }

    private static func bytes(of key: String, in text: String) -> Double? {
        let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
        return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 1024 }
    }

    /// A control group, by its folder and the names of its files.
    private struct Group {
        var folder: String
        var isFirstVersion: Bool

        /// Bytes that the group still allows: its limit minus its use. Cached files that can be dropped do not count.
        ///
        /// nil for a group without a limit: version 2 says `max`, version 1 a number above all memory.
        func left(_ read: (String) -> String?) -> Double? {
            func bytes(_ name: String) -> Double? {
                read(folder + name).flatMap { Double($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
            }
            guard let limit = bytes(isFirstVersion ? "/memory.limit_in_bytes" : "/memory.max") else { return nil }
            let used = bytes(isFirstVersion ? "/memory.usage_in_bytes" : "/memory.current") ?? 0
            let stat = read(folder + "/memory.stat") ?? ""
            let line = stat.split(separator: "\n").first { $0.hasPrefix("inactive_file ") }
            let droppable = line?.split(separator: " ").last.flatMap { Double($0) } ?? 0
            return limit - max(0, used - droppable)
        }
    }

    /// The process's groups and those above them. Lines are `4:memory:/a/b`, in version 2 `0::/a/b`.
    ///
    /// In a container the root is the container's group.
    private static func groups(cgroups: String) -> [Group] {
        var groups: [Group] = []
        for line in "0::/\n4:memory:/\n\(cgroups)".split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[2].hasPrefix("/") else { continue }
            let isFirst = fields[1].split(separator: ",").contains("memory")
            guard isFirst || fields[1].isEmpty else { continue }
            var folder = fields[2].split(separator: "/")
            while true {
                let path = (["/sys/fs/cgroup"] + (isFirst ? ["memory"] : []) + folder).joined(separator: "/")
                groups.append(Group(folder: path, isFirstVersion: isFirst))
                if folder.popLast() == nil { break }
            }
        }
        return groups
    }
}
