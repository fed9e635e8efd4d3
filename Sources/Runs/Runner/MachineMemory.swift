import Foundation

/// The memory that this machine has to give.
public enum MachineMemory {
    /// Bytes that can be had without swapping, as the system estimates them, and no more than control groups allow; where
    /// the system does not say, the machine's memory.
    public static var available: Double {
        available(physical: Double(ProcessInfo.processInfo.physicalMemory)) {
            try? String(contentsOfFile: $0, encoding: .utf8)
        }
    }

    /// Likewise, by what the system's files say.
    /// - Parameters:
    ///   - physical: bytes the machine has.
    ///   - read: the text of a file by its path; nil where there is none.
    package static func available(physical: Double, _ read: (String) -> String?) -> Double {
        let free = read("/proc/meminfo").flatMap(freeBytes)
        let groups = groups(cgroups: read("/proc/self/cgroup") ?? "")
        return groups.compactMap { $0.left(read) }.reduce(free ?? physical, min)
    }

    /// `MemAvailable:   23502760 kB`
    private static func freeBytes(_ meminfo: String) -> Double? {
        let line = meminfo.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 1024 }
    }

    /// A control group, by its folder and the names of its files.
    private struct Group {
        var folder: String
        var isFirstVersion: Bool

        /// What the group still allows: its limit less what is in use, files aside that can be dropped at once. nil where
        /// it sets none; version 2 says `max` for none, and version 1 a number beyond all memory.
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

    /// The process's groups, and those above them: lines are `4:memory:/a/b`, or `0::/a/b` of
    /// version 2. In a container the root is the container's own group.
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
