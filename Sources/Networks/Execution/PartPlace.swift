package import OneDNN

/// The place of a network in a batch that several networks compute, each a part of its images.
package struct PartPlace {
    /// Number of the network's first image in the batch.
    package let firstImage: Int
    /// Receives the gradients of the parameters, laid out like `Parameters.gradients`; nil: those.
    package let gradients: AlignedBuffer?

    /// - Parameter gradients: of a part behind the first; `Parameters.makeGradients` makes them.
    package init(firstImage: Int, gradients: AlignedBuffer?) {
        self.firstImage = firstImage
        self.gradients = gradients
    }

    /// The first part, or a whole batch.
    package static var first: PartPlace { PartPlace(firstImage: 0, gradients: nil) }
}
