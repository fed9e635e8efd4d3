/// Specs that train in a few hundredths of a second.
enum TinySpec {
    /// The defaults, unless a test changes them: 6 steps per epoch, 2 epochs, 2 seeds, all figures.
    static let keys = [
        "data": #"{"source": "mnist_sample", "batch_size": 16, "valid_batch_size": 16}"#,
        "model": #"{"channels": [3, 16, 16, 2]}"#,
        "schedule": #"{"type": "one_cycle", "lr_max": 0.05}"#,
        "epochs": "2",
        "seeds": "2",
        "lr_finder": #"{"num_it": 30}"#,
    ]

    /// A spec as text, one key per line.
    /// - Parameter changes: values as JSON, by key; nil takes a key away.
    static func text(_ changes: [String: String?] = [:]) -> String {
        var keys = keys
        for (key, value) in changes { keys[key] = value }
        let lines = keys.sorted { $0.key < $1.key }.map { "  \"\($0.key)\": \($0.value)" }
        return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
    }
}

extension Sandbox {
    /// Writes `NAME.json`, and the images it is about.
    func prepare(_ name: String = "tiny", _ changes: [String: String?] = [:]) throws {
        if !exists("data") { try TinyDigits().write(to: self) }
        try write(TinySpec.text(changes), to: name + ".json")
    }
}
