import Foundation

/// The program under test: the `onecycle` that was built together with these tests.
enum BuiltBinary {
    /// Its path. It lies in the build folder, as the test bundle does.
    /// - Throws: `NotBuilt` with every place that was looked at.
    static func path() throws -> String {
        let places = folders()
        for folder in places {
            let path = folder + "/onecycle"
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        throw NotBuilt(places: places)
    }

    /// There is no binary beside the tests.
    struct NotBuilt: Error, CustomStringConvertible {
        var places: [String]
        var description: String { "no built onecycle in \(places.joined(separator: ", "))" }
    }

    /// The folders above whatever runs the tests: on Linux the bundle itself, on macOS a helper that gets its path.
    private static func folders() -> [String] {
        let arguments = CommandLine.arguments
        var bundles = zip(arguments, arguments.dropFirst()).filter { $0.0 == "--test-bundle-path" }.map(\.1)
        bundles += [Bundle.main.executablePath, arguments.first].compactMap { $0 }
        var folders: [String] = []
        for bundle in bundles {
            var url = URL(fileURLWithPath: bundle).deletingLastPathComponent()
            for _ in 0..<4 where !folders.contains(url.path) {
                folders.append(url.path)
                url.deleteLastPathComponent()
            }
        }
        return folders
    }
}
