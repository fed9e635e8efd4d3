public import Foundation
public import Networks
public import OneDNN

/// A network with its parameters on an engine of its own: what is trained. Belongs to one thread at a time.
public final class Model {
    public let definition: NetworkDefinition
    public let parameters: Parameters
    public let engine: Engine

    /// A fresh model, its weights fixed by `seed`.
    /// - Parameter batchSize: the training batch, whose operations decide how weights lie in memory.
    public convenience init(_ definition: NetworkDefinition, initializer: Initializer, seed: UInt64, batchSize: Int)
        throws(OneDNNError)
    {
        let weights = initializer.tensors(for: definition, seed: seed)
        try self.init(definition, state: NetworkState(parameters: weights, of: definition), batchSize: batchSize)
    }

    /// A model with given parameters and running statistics.
    /// - Parameter state: one of `definition`.
    public init(_ definition: NetworkDefinition, state: NetworkState, batchSize: Int) throws(OneDNNError) {
        self.definition = definition
        engine = try Engine()
        parameters = try Parameters(for: definition, batchSize: batchSize, on: engine)
        try parameters.load(state)
    }

    /// The model as a safetensors file: parameters and running statistics, so that PyTorch's `load_state_dict` takes it
    /// whole.
    public func safetensors() throws(OneDNNError) -> Data { try parameters.state().safetensors(for: definition) }
}
