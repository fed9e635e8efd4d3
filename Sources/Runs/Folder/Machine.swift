import Foundation

/// The machine of a run, as the system describes it.
public struct Machine: Sendable, Equatable, Codable {
    /// The processor's name: "AMD EPYC".
    public var cpu: String
    /// Cores that the program may use.
    public var cores: Int
    /// "Debian GNU/Linux 12 (bookworm), x86_64".
    public var os: String
    /// The compiler that built the program: "Swift 6.1".
    public var compiler: String

    /// The current machine.
    public static let current = Machine { try? String(contentsOfFile: $0, encoding: .utf8) }

    /// - Parameter read: the text of a file by its path; nil if it cannot be read.
    package init(_ read: (String) -> String?) {
        // ARM kernels name no model; the board's name replaces it.
        let models = Self.values("model name", separator: ":", in: read("/proc/cpuinfo") ?? "")
        let board = read("/proc/device-tree/model").map(Self.plain)
        cpu = models.first ?? board.flatMap { $0.isEmpty ? nil : $0 } ?? "unknown"
        cores = ProcessInfo.processInfo.activeProcessorCount
        let names = Self.values("PRETTY_NAME", separator: "=", in: read("/etc/os-release") ?? "")
        let name = names.first.map { $0.trimmingCharacters(in: CharacterSet(charactersIn: "\"'")) }
        os = "\(name ?? ProcessInfo.processInfo.operatingSystemVersionString), \(Self.architecture)"
        compiler = Self.swift
    }

    /// The values of a key in lines of key, separator and value.
    private static func values(_ key: String, separator: Character, in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: separator, maxSplits: 1)
            guard parts.count == 2, plain(String(parts[0])) == key else { return nil }
            let value = plain(String(parts[1]))
            return value.isEmpty ? nil : value
        }
    }

    /// Without control characters and without spaces around it.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.properties.generalCategory != .control || $0 == "\t" })
        )
        .trimmingCharacters(in: .whitespaces)
    }

    private static var architecture: String {
        #if arch(x86_64)
            "x86_64"
        #elseif arch(arm64)
            "arm64"
        #else
            "another architecture"
        #endif
    }

    private static var swift: String {
        #if compiler(>=6.4)
            "Swift 6.4 or later"
        #elseif compiler(>=6.3)
            "Swift 6.3"
        #elseif compiler(>=6.2)
            "Swift 6.2"
        #else
            "Swift 6.1"
        #endif
    }
}
