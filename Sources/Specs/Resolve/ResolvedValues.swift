import JSON
import Datasets

/// The values that were good so far, by key path: what computed defaults and checks across keys look at.
struct ResolvedValues: Sendable {
    /// The spec's file name without `.json`.
    let fileName: String
    private var values: [SpecKeyPath: JSONValue] = [:]
    private var defaults: Set<SpecKeyPath> = []
    /// What is known of the images; nil before `data` is read, and where it is bad.
    var facts: ImageFacts?

    init(fileName: String) {
        self.fileName = fileName
    }

    subscript(path: SpecKeyPath) -> JSONValue? {
        get { values[path] }
        set { values[path] = newValue }
    }

    /// Whether a value was not given but filled in.
    func isDefault(_ path: SpecKeyPath) -> Bool { defaults.contains(path) }

    mutating func markDefault(_ path: SpecKeyPath) { defaults.insert(path) }

    /// Values at dotted paths; nil where there is none, a bad one or one of another kind.
    func number(_ path: String) -> Double? {
        guard case .number(let value)? = values[SpecKeyPath(path)] else { return nil }
        return value
    }

    func string(_ path: String) -> String? {
        guard case .string(let value)? = values[SpecKeyPath(path)] else { return nil }
        return value
    }

    func bool(_ path: String) -> Bool? {
        guard case .bool(let value)? = values[SpecKeyPath(path)] else { return nil }
        return value
    }

    func numbers(_ path: String) -> [Double]? {
        guard case .array(let elements)? = values[SpecKeyPath(path)] else { return nil }
        let numbers = elements.compactMap { element -> Double? in
            guard case .number(let value) = element else { return nil }
            return value
        }
        return numbers.count == elements.count ? numbers : nil
    }
}
