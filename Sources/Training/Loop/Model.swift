public import Foundation
public import Networks
public import OneDNN
import Parallel

/// A network with its parameters, ready to be trained. Belongs to one thread at a time.
public final class Model {
    /// The network.
    public let definition: NetworkDefinition
    /// Its parameters and running statistics.
    public let parameters: Parameters
    let engine: Engine
    /// The threads that compute its batches.
    let team: Team

    /// A new model with weights drawn by `seed`.
    /// - Parameters:
    ///   - batchSize: of the training, whose operations decide the layouts of the weights.
    ///   - threads: that compute a batch, at most one for each of its parts. They do not change a result.
    /// - Throws: `OneDNNError` if an operation cannot be computed on this CPU.
    public convenience init(
        _ definition: NetworkDefinition, initializer: Initializer, seed: UInt64, batchSize: Int, threads: Int = 1
    ) throws(OneDNNError) {
        let weights = initializer.tensors(for: definition, seed: seed)
        try self.init(
            definition, state: NetworkState(parameters: weights, of: definition), batchSize: batchSize,
            threads: threads)
    }

    /// A model with given parameters and running statistics.
    /// - Parameters:
    ///   - state: one of `definition`.
    ///   - batchSize: of the training, whose operations decide the layouts of the weights.
    ///   - threads: that compute a batch, at most one for each of its parts. They do not change a result.
    /// - Throws: `OneDNNError` if an operation cannot be computed on this CPU.
    public init(_ definition: NetworkDefinition, state: NetworkState, batchSize: Int, threads: Int = 1)
        throws(OneDNNError)
    {
        self.definition = definition
        engine = try Engine()
        let parts = BatchParts(of: batchSize, definition, .training)
        team = Team(threads: min(threads, parts.count))
        parameters = try Parameters(for: definition, batchSize: parts.size, on: engine)
        try parameters.load(state)
    }

    /// The model as a safetensors file: all parameters and running statistics, as PyTorch's `load_state_dict` takes them.
    /// - Throws: `OneDNNError`.
    public func safetensors() throws(OneDNNError) -> Data { try parameters.state().safetensors(for: definition) }
}
