import Files
import Foundation

/// A process: its number, its start, and the system that gave it the number.
///
/// Two processes of one system differ in number or start. Numbers of different systems are never compared.
package struct ProcessIdentity: Sendable, Equatable, Codable {
    /// The machine's name, for messages. Different machines may share a name.
    package var host: String
    /// Random for every start of a kernel; nil if the system does not have it.
    package var boot: String?
    /// The namespaces of process numbers and of clocks, which differ between containers; nil if unknown.
    package var namespaces: String?
    /// The process number.
    package var pid: Int32
    /// The start of the process, in clock ticks after the kernel's; nil if unknown.
    package var start: UInt64?

    package init(host: String, boot: String?, namespaces: String?, pid: Int32, start: UInt64?) {
        self.host = host
        self.boot = boot
        self.namespaces = namespaces
        self.pid = pid
        self.start = start
    }

    /// This process.
    package static let current = ProcessIdentity(
        host: hostName(), boot: bootID(), namespaces: currentNamespaces(), pid: getpid(),
        start: ProcessStatus(of: getpid())?.start)

    /// Whether both have the same machine, boot and container, so that their process numbers can be compared.
    package func isOnSystem(of other: ProcessIdentity) -> Bool {
        guard let boot, let namespaces else { return false }
        return host == other.host && boot == other.boot && namespaces == other.namespaces
    }

    private static func hostName() -> String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private static func bootID() -> String? {
        guard let bytes = try? InputFile.bytes(of: "/proc/sys/kernel/random/boot_id", limit: 256) else { return nil }
        let id = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return id.isEmpty ? nil : id
    }

    private static func currentNamespaces() -> String? {
        // Kernels before 5.6 have no namespace of clocks.
        let links = ["pid", "time"].compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/\($0)")
        }
        return links.first?.hasPrefix("pid:") == true ? links.joined(separator: " ") : nil
    }
}

/// Whether a process of this system still runs.
package enum ProcessState: Sendable, Equatable {
    /// It runs, or it is stopped.
    case running
    /// It has ended; another process may have its number.
    case ended
    /// The system does not say.
    case unknown
}

extension ProcessIdentity {
    /// The state of a process of this system.
    package var state: ProcessState {
        guard pid > 0, let start else { return .unknown }
        // Also true for processes that /proc hides from this user.
        func hasNumber() -> Bool { kill(pid, 0) == 0 || errno != ESRCH }
        guard hasNumber() else { return .ended }
        guard let status = ProcessStatus(of: pid) else { return hasNumber() ? .unknown : .ended }
        return status.start == start && !status.hasEnded ? .running : .ended
    }
}

/// The fields of `/proc/PID/stat` that tell a process from a later one with its number.
private struct ProcessStatus {
    /// In clock ticks after the kernel's start.
    let start: UInt64
    /// Whether it has ended, and its parent has not read its exit code yet.
    let hasEnded: Bool

    init?(of pid: Int32) {
        guard let bytes = try? InputFile.bytes(of: "/proc/\(pid)/stat", limit: 1 << 16),
            let end = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        // The name in parentheses may hold spaces and parentheses. The state, field 3, follows it.
        let fields = String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ")
        guard fields.count > 19, let start = UInt64(fields[19]) else { return nil }
        self.start = start
        hasEnded = ["Z", "X", "x"].contains(fields[0])
    }
}
