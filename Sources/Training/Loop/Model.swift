public import Foundation
public import Networks
public import OneDNN

/// A network with its parameters, ready to be trained. Belongs to one thread at a time.
public final class Model {
    /// The network.
    public let definition: NetworkDefinition
    /// Its parameters and running statistics.
    public let parameters: Parameters
    let engine: Engine

    /// A new model with weights drawn by `seed`.
    /// - Parameter batchSize: of the training, whose operations decide the layouts of the weights.
    /// - Throws: `OneDNNError` if an operation cannot be computed on this CPU.
    public convenience init(_ definition: NetworkDefinition, initializer: Initializer, seed: UInt64, batchSize: Int)
        throws(OneDNNError)
    {
        let weights = initializer.tensors(for: definition, seed: seed)
        try self.init(definition, state: NetworkState(parameters: weights, of: definition), batchSize: batchSize)
    }

    /// A model with given parameters and running statistics.
    /// - Parameter state: one of `definition`.
    /// - Throws: `OneDNNError` if an operation cannot be computed on this CPU.
    public init(_ definition: NetworkDefinition, state: NetworkState, batchSize: Int) throws(OneDNNError) {
        self.definition = definition
        engine = try Engine()
        parameters = try Parameters(for: definition, batchSize: batchSize, on: engine)
        try parameters.load(state)
    }

    /// The model as a safetensors file: all parameters and running statistics, as PyTorch's `load_state_dict` takes them.
    /// - Throws: `OneDNNError`.
    public func safetensors() throws(OneDNNError) -> Data { try parameters.state().safetensors(for: definition) }
}
