import CKernels
import OneDNN

/// How activations lie, as our loops over channels take it.
struct ActivationLayout {
    /// The order by name.
    let order: MemoryDescriptor.Layout
    /// Images, blocks of channels, pixels, lanes of a block, channels without padding.
    let shape: onecycle_activations

    /// Values of each channel.
    var count: Int { shape.images * shape.pixels }

    /// - Returns: nil for an order other than plain, channels-last, or blocks of 8 or 16 channels.
    init?(_ descriptor: MemoryDescriptor) throws(OneDNNError) {
        let dims = descriptor.dims
        let channels = dims[1]
        let orders: [(order: MemoryDescriptor.Layout, blocks: Int, lanes: Int)] =
            dims.count == 2
            ? [(.nc, 1, channels)]
            : [
                (.nhwc, 1, channels), (.nchw, channels, 1), (.nchw16c, (channels + 15) / 16, 16),
                (.nchw8c, (channels + 7) / 8, 8),
            ]
        for (order, blocks, lanes) in orders where try descriptor.isLaid(out: order) {
            self.order = order
            shape = onecycle_activations(
                images: dims[0], blocks: blocks, pixels: dims.dropFirst(2).reduce(1, *), lanes: lanes,
                channels: channels, is_half: descriptor.element == .bfloat16 ? 1 : 0)
            return
        }
        return nil
    }
}
