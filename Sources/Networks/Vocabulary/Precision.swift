import OneDNN

/// The numbers that layers compute with. Parameters, optimizer, loss and running statistics are float32 in either.
public enum Precision: String, Sendable, CaseIterable {
    /// float32 throughout.
    case fp32
    /// Activations, their gradients and copies of the weights are bfloat16; sums are float32 (Kalamkar et al.,
    /// arXiv 1905.12322). The images and the logits are float32.
    case bf16

    /// Of activations and their gradients.
    var element: MemoryDescriptor.Element { self == .bf16 ? .bfloat16 : .float32 }

    /// Whether this CPU computes it with instructions of its own. Others imitate it slowly.
    public var isSupported: Bool { self == .fp32 || OneDNNLibrary.hasBFloat16 }

    /// - Throws: `NetworkError.precision` if it is not supported.
    public func requireSupport() throws(NetworkError) {
        guard isSupported else { throw .precision(self, isa: OneDNNLibrary.instructionSet) }
    }
}
