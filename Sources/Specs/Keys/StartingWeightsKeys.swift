import JSON
import Networks

extension SpecSchema {
    /// `model.init`: a word, or a file.
    static let startingWeights = Shape.either([
        .choice(Initializer.allCases.map(\.rawValue)), .object(weightsFile),
    ])

    /// `model.init` as an object.
    private static let weightsFile = Table([
        .field(
            Field(
                key: "file", shape: .text(.any), presence: .required,
                documentation: "A safetensors file of the network's parameters and running statistics, named as "
                    + "PyTorch's nn.Sequential of the same layers names them; relative to the spec's folder.",
                aliases: ["path", "weights"], decidesTraining: false)),
        .field(
            Field(
                key: "sha256", shape: .optional(.text(.any)), presence: .value(.null),
                documentation: "SHA-256 of the file's content, which must be it; null: whatever it is. A run's spec "
                    + "records it.")),
        .field(
            Field(
                key: "origin", shape: .optional(.text(.any)), presence: .value(.null),
                documentation: "The file as the spec named it of which a run's spec is the record; for readers only.",
                decidesTraining: false)),
    ])
}

extension ModelSpec.StartingWeights {
    /// Reads what the tables have checked and completed, and the hash that was computed since.
    init(_ model: CheckedObject) throws(SchemaMismatch) {
        guard let file = try? model.object("init") else {
            self = .drawn(try model.choice("init"))
            return
        }
        self = .file(path: try file.string("file"), sha256: try file.optionalString("sha256") ?? "")
    }
}
