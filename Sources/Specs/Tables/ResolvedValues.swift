import JSON
import Datasets

/// The valid values so far, by place, for computed defaults and checks across keys.
struct ResolvedValues: Sendable {
    /// The spec's file name without `.json`.
    let fileName: String
    /// The first of the file's seeds, whatever seeds overrides choose; nil if they are invalid.
    let firstSeed: UInt64?
    private var values: [SpecKeyPath: JSONValue] = [:]
    private var defaults: Set<SpecKeyPath> = []
    /// Facts about the images; nil before `data` is read, and if it is invalid.
    var facts: ImageFacts?

    init(fileName: String, firstSeed: UInt64? = nil) {
        self.fileName = fileName
        self.firstSeed = firstSeed
    }

    subscript(path: SpecKeyPath) -> JSONValue? {
        get { values[path] }
        set { values[path] = newValue }
    }

    /// The value of a key; nil if it is missing or invalid.
    subscript<Value>(place: Place<Value>) -> Value? {
        values[place.path].flatMap { try? place.kind.read($0, place.path) }
    }

    /// Whether a value is a default.
    func isDefault(_ path: SpecKeyPath) -> Bool { defaults.contains(path) }

    mutating func markDefault(_ path: SpecKeyPath) { defaults.insert(path) }
}
