public import Foundation

/// A state under the names of PyTorch's `nn.Sequential`, in both directions.
extension NetworkState {
    /// The state of `definition` in a file such as `safetensors.torch.save_file(model.state_dict(), path)` writes.
    ///
    /// Parameters and running statistics are float32, `num_batches_tracked` is a single 64-bit integer. The header's
    /// `__metadata__` is ignored.
    /// - Throws: `Safetensors.Failure` with every tensor that is missing, unexpected or other than the network's.
    public init(safetensors bytes: some ContiguousBytes, for definition: NetworkDefinition) throws(Safetensors.Failure)
    {
        self = try bytes.withUnsafeBytes { bytes in
            Result { () throws(Safetensors.Failure) in
                var reader = StateReader(try SafetensorsReader(bytes, fileSize: bytes.count), readsValues: true)
                return try reader.read(definition)
            }
        }.get()
    }

    /// Whether a file may hold the state of `definition`, as far as its header says: all but the values is checked.
    /// - Parameters:
    ///   - bytes: the first bytes of the file, `Safetensors.headerLimit` of them or the whole.
    ///   - fileSize: of the whole file, in bytes.
    /// - Throws: as reading it would.
    public static func check(
        safetensorsHeader bytes: some ContiguousBytes, fileSize: Int, for definition: NetworkDefinition
    ) throws(Safetensors.Failure) {
        try bytes.withUnsafeBytes { bytes in
            Result { () throws(Safetensors.Failure) in
                var reader = StateReader(try SafetensorsReader(bytes, fileSize: fileSize), readsValues: false)
                _ = try reader.read(definition)
            }
        }.get()
    }

    /// The state as a file, which PyTorch's `load_state_dict` takes whole.
    /// - Precondition: it is one of `definition`.
    public func safetensors(for definition: NetworkDefinition) -> Data {
        var tensors = zip(definition.parameters, parameters).map {
            Safetensors.Tensor(name: $0.name, dims: $0.dims, values: $1)
        }
        var counters: [(name: String, value: Int64)] = []
        for (normalization, entry) in zip(definition.normalizations, statistics) {
            let dims = [normalization.channels]
            tensors.append(.init(name: normalization.meanName, dims: dims, values: entry.mean))
            tensors.append(.init(name: normalization.varianceName, dims: dims, values: entry.variance))
            counters.append((normalization.countName, Int64(entry.batches)))
        }
        return Safetensors.encode(tensors, counters: counters)
    }
}

extension NetworkNormalization {
    var meanName: String { layer + ".running_mean" }
    var varianceName: String { layer + ".running_var" }
    var countName: String { layer + ".num_batches_tracked" }
}

/// Compares a file's tensors with a network's, and lists every difference.
private struct StateReader {
    private let file: SafetensorsReader
    private let entries: [[UInt8]: SafetensorsReader.Entry]
    private var problems: [Safetensors.Problem]
    private var wanted: Set<[UInt8]> = []
    private let readsValues: Bool

    /// Most batches that a file may say to have seen: doubles hold all counts up to here, and sums do not overflow.
    private static let countLimit: Int64 = 1 << 53

    init(_ file: SafetensorsReader, readsValues: Bool) {
        self.file = file
        self.readsValues = readsValues
        entries = Dictionary(file.entries.map { (Array($0.name.utf8), $0) }, uniquingKeysWith: { first, _ in first })
        problems = file.problems
    }

    mutating func read(_ definition: NetworkDefinition) throws(Safetensors.Failure) -> NetworkState {
        let state = NetworkState(
            parameters: definition.parameters.map { floats($0.name, $0.dims) },
            statistics: definition.normalizations.map { normalization in
                NetworkState.Statistics(
                    mean: floats(normalization.meanName, [normalization.channels]),
                    variance: floats(normalization.varianceName, [normalization.channels], areVariances: true),
                    batches: count(normalization.countName))
            })
        for entry in file.entries where !wanted.contains(Array(entry.name.utf8)) {
            problems.append(.tensor(name: entry.name, .unexpected))
        }
        guard problems.isEmpty else { throw Safetensors.Failure(problems: problems) }
        return state
    }

    /// A tensor's values; empty if the file has any problem, since they are of no use then.
    private mutating func floats(_ name: String, _ dims: [Int], areVariances: Bool = false) -> [Float] {
        guard let layout = layout(of: name, type: "F32", dims: dims) else { return [] }
        let values = file.floats(layout)
        let infinite = values.count { !$0.isFinite }
        if infinite > 0 { problems.append(.tensor(name: name, .notFinite(count: infinite, of: values.count))) }
        let negative = areVariances ? values.count { $0 < 0 } : 0
        if negative > 0 { problems.append(.tensor(name: name, .negative(count: negative, of: values.count))) }
        return values
    }

    private mutating func count(_ name: String) -> Int {
        guard let layout = layout(of: name, type: "I64", dims: []) else { return 0 }
        let count = file.integer(layout)
        guard (0...Self.countLimit).contains(count) else {
            problems.append(.tensor(name: name, .notACount(count)))
            return 0
        }
        return Int(count)
    }

    /// Where the tensor is, if it is what it should be and its values are to be read.
    private mutating func layout(of name: String, type: String, dims: [Int]) -> SafetensorsReader.Layout? {
        let key = Array(name.utf8)
        wanted.insert(key)
        guard let entry = entries[key] else {
            problems.append(.tensor(name: name, .missing(type: type, dims: dims)))
            return nil
        }
        guard let layout = entry.layout else { return nil }
        if layout.type != type { problems.append(.tensor(name: name, .type(found: layout.type, wanted: type))) }
        if layout.dims != dims { problems.append(.tensor(name: name, .shape(found: layout.dims, wanted: dims))) }
        return readsValues && file.problems.isEmpty && layout.type == type && layout.dims == dims ? layout : nil
    }
}
