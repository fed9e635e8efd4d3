import JSON
import Networks

/// `model.init`: the name of a distribution, or a file.
enum WeightsKeys {
    static let kind = Kind<ModelSpec.StartingWeights>.either(
        Kind<Initializer>.word.map { .drawn($0) },
        .object(SpecSchema.Table([file, sha256, origin])) { values in
            .file(path: try values[file], sha256: try values[sha256] ?? "")
        })

    /// `model.init.file`
    static let filePath = file.of(ModelKeys.weights.of(RootKeys.model)).path
    /// `model.init.sha256`
    static let sha256Path = sha256.of(ModelKeys.weights.of(RootKeys.model)).path

    static let file = Key(
        "file", .text, .required,
        "A safetensors file of the network's parameters and running statistics, named as PyTorch's nn.Sequential of the "
            + "same layers names them; relative to the spec's folder.",
        aliases: ["path", "weights"], decidesTraining: false)

    static let sha256 = Key(
        "sha256", .optional(.text), .default(.null),
        "Required SHA-256 of the file's content; null: any. A run's spec records it.")

    static let origin = Key(
        "origin", .optional(.text), .default(.null),
        "In the spec of a run folder: the file as the original spec named it. For readers only.", decidesTraining: false
    )
}
