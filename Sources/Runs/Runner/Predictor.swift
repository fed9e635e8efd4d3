import JSON
public import Specs
import Text

public import Datasets
import Foundation
import OneDNN
public import Training

/// Logits of a trained network, or of any weights for a spec's network, on the spec's validation images.
public struct Predictor: Sendable {
    /// What the network and the images are.
    public let resolved: ResolvedSpec
    /// What the network has learnt.
    public let weights: WeightsFile
    /// Where decoded pictures are kept; nil: nowhere.
    private let cacheDirectory: String?

    /// - Parameters:
    ///   - path: a spec, or a seed's folder in a run folder.
    ///   - weights: a safetensors file, by default the one in the seed's folder; relative to the current folder.
    ///   - overrides: as for `SpecFile.load`.
    /// - Throws: `SpecError`, `WeightsError`, or `PredictorError` where it is not clear which weights are meant.
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
        guard let file = weights ?? (seed.isFolder ? seed.model : nil) else { throw PredictorError.noWeights(path) }
        self.weights = try WeightsFile(path: file, for: try resolved.spec.makeNetwork())
        cacheDirectory = seed.isFolder ? seed.cache : nil
    }

    /// Passes over the validation images in the order of their file.
    /// - Parameters:
    ///   - count: only the first so many; nil, or more than there are: all.
    ///   - dataDirectory: where IDX files are; nil: the usual places.
    ///   - drawer: draws digits; nil: a spec of drawn digits is refused.
    ///   - memory: bytes there are.
    /// - Throws: `DatasetError`, `MemoryShortage` where the pass takes more, or `OneDNNError` where the network cannot be computed.
    public func predict(
        count: Int? = nil, dataDirectory: String? = nil, drawer: (any DigitDrawer)? = nil,
        memory: Double = MachineMemory.available
    ) throws -> Predictions {
        let threads = ProcessInfo.processInfo.activeProcessorCount
        let store = DatasetStore(
            directory: dataDirectory, cacheDirectory: cacheDirectory, drawer: drawer, threads: threads,
            memory: memory)
        let data = try store.load(resolved.spec.data).split
        return try predict(on: data, count: count, memory: memory)
    }

    /// The same on images that are loaded already.
    /// - Parameter data: those of the spec's `data`.
    /// - Throws: as `predict`, but for the images.
    public func predict(
        on data: DataSplit, count: Int? = nil, memory: Double = MachineMemory.available
    ) throws -> Predictions {
        let spec = resolved.spec
        ThreadTeam.set(ProcessInfo.processInfo.activeProcessorCount)
        let batchSize = spec.data.validBatchSize
        let network = try spec.makeNetwork()
        let need = try Evaluator.memory(of: network, count: min(count ?? .max, data.valid.count), batchSize: batchSize)
        try MemoryCheck(available: memory, images: data.valid.pixels.count)
            .check([MemoryCheck.Run(name: spec.name, memory: need, network: network)], workers: 1)
        let model = try Model(network, state: weights.state, batchSize: batchSize)
        return try Evaluator(
            model, on: data.valid, scaling: data.scaling, batchSize: batchSize, limit: count
        ).predict()
    }
}

/// Why it is not clear what is to be predicted with.
public enum PredictorError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A spec without weights.
    case noWeights(String)
    /// A folder with no run's spec above it.
    case notASeed(String)
    /// A run's folder, which may hold several seeds.
    case runFolder(String)

    public var description: String {
        switch self {
        case .noWeights(let path):
            "\(Printable.text(path)): a spec has no trained weights; give --weights, or the folder of a seed"
        case .notASeed(let path):
            "\(Printable.text(path)): not the folder of a seed (output/NAME/seed-S): there is no spec.json beside it"
        case .runFolder(let path): "\(Printable.text(path)): a run's folder; give that of one of its seeds"
        }
    }
}
