public import Datasets
import Foundation
import JSON
import OneDNN
public import Specs
import Text
public import Training

/// Computes logits on a spec's validation images, with trained weights or any others that fit the network.
public struct Predictor: Sendable {
    /// The spec of network and images.
    public let resolved: ResolvedSpec
    /// The weights.
    public let weights: WeightsFile
    /// Whether the weights are those of a seed's folder, and were altered since the run wrote them. Only weights that are
    /// named may be.
    public let isAltered: Bool
    /// Where decoded pictures are kept; nil: none are kept.
    private let cacheDirectory: String?

    /// - Parameters:
    ///   - path: a spec, or a seed's folder in a run folder.
    ///   - weights: a safetensors file, relative to the current folder. nil: the file in the seed's folder, if it is as
    ///     the run wrote it.
    ///   - overrides: as for `SpecFile.load`.
    /// - Throws: `SpecError`, `WeightsError`, `DamagedSeed`, or `PredictorError` if the path does not determine the weights.
    public init(path: String, weights: String? = nil, overrides: [SpecOverride] = []) throws {
        let seed = SeedFolder(path: path)
        let spec: String
        if seed.isFolder {
            guard !seed.isRunFolder else { throw PredictorError.runFolder(path) }
            guard seed.hasSpec else { throw PredictorError.notASeed(path) }
            spec = seed.spec
        } else {
            spec = path
        }
        resolved = try SpecFile.load(path: spec, overrides: overrides, readsWeights: false)
        if seed.isFolder, weights == nil { try seed.check() }
        guard let file = weights ?? (seed.isFolder ? seed.model : nil) else { throw PredictorError.noWeights(path) }
        self.weights = try WeightsFile(path: file, for: try resolved.spec.makeNetwork())
        isAltered = weights.map(SeedFolder.isAltered(weights:)) ?? false
        cacheDirectory = seed.isFolder ? seed.cache : nil
    }

    /// Computes the logits of the validation images, in the order of their file.
    /// - Parameters:
    ///   - count: at most the first `count` images; nil: all.
    ///   - dataDirectory: of IDX files; nil: the default places.
    ///   - drawer: draws digits; nil: a spec of drawn digits is refused.
    ///   - memory: bytes available.
    /// - Throws: `DatasetError`, `MemoryShortage`, or `OneDNNError`.
    public func predict(
        count: Int? = nil, dataDirectory: String? = nil, drawer: (any DigitDrawer)? = nil,
        memory: Double = AvailableMemory.bytes
    ) throws -> Predictions {
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let store = DatasetStore(
            directory: dataDirectory, cacheDirectory: cacheDirectory, drawer: drawer, threads: threads,
            memory: memory)
        let data = try store.load(resolved.spec.data).split
        return try predict(on: data, count: count, memory: memory)
    }

    /// The same on loaded images.
    /// - Parameter data: the images of the spec's `data`.
    /// - Throws: `MemoryShortage` or `OneDNNError`.
    public func predict(
        on data: DataSplit, count: Int? = nil, memory: Double = AvailableMemory.bytes
    ) throws -> Predictions {
        let spec = resolved.spec
        let batchSize = spec.data.validBatchSize
        let network = try spec.makeNetwork()
        let need = try Evaluator.memory(of: network, count: min(count ?? .max, data.valid.count), batchSize: batchSize)
        try MemoryCheck(available: memory, images: data.valid.pixels.count)
            .check([MemoryCheck.Run(name: spec.name, memory: need, network: network)], workers: 1)
        let model = try Model(
            network, state: weights.state, batchSize: batchSize, threads: ProcessInfo.processInfo.activeProcessorCount)
        return try Evaluator(
            model, on: data.valid, scaling: data.scaling, batchSize: batchSize, limit: count
        ).predict()
    }
}

/// Why a path does not determine what to predict with.
public enum PredictorError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path is a spec, and no weights are given.
    case noWeights(String)
    /// The folder above has no spec.
    case notASeed(String)
    /// The path is a run folder, which may hold several seeds.
    case runFolder(String)

    /// The message: what is wrong, and what to do.
    public var description: String {
        switch self {
        case .noWeights(let path):
            "\(Printable.text(path)): a spec has no trained weights; give --weights, or the folder of a seed"
        case .notASeed(let path):
            "\(Printable.text(path)): not the folder of a seed (output/NAME/seed-S): no spec.json is beside it"
        case .runFolder(let path): "\(Printable.text(path)): a run's folder; give that of one of its seeds"
        }
    }
}
