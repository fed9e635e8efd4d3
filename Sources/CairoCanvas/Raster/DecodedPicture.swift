import CCairo

/// The pixels of a PNG file, for comparing pictures.
package struct DecodedPicture: Sendable, Equatable {
    /// Pixels in a row.
    package let width: Int
    /// Rows.
    package let height: Int
    /// Words 0x00RRGGBB, row by row.
    package let pixels: [UInt32]

    /// Decodes a PNG file without transparency; throws a ``CairoError`` where it is none.
    package init(png bytes: [UInt8]) throws {
        let attempted = "decoding a PNG"
        var rest = bytes[...]
        let surface = withUnsafeMutablePointer(to: &rest) { rest in
            cairo_image_surface_create_from_png_stream(
                { closure, data, count in
                    guard let rest = closure?.assumingMemoryBound(to: ArraySlice<UInt8>.self), let data,
                        rest.pointee.count >= Int(count)
                    else { return CAIRO_STATUS_READ_ERROR }
                    rest.pointee.prefix(Int(count)).withUnsafeBufferPointer { part in
                        if let start = part.baseAddress { data.update(from: start, count: part.count) }
                    }
                    rest.pointee = rest.pointee.dropFirst(Int(count))
                    return CAIRO_STATUS_SUCCESS
                }, rest)
        }
        defer { cairo_surface_destroy(surface) }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS, let data = cairo_image_surface_get_data(surface) else {
            throw CairoError(status: status, attempted)
        }
        let stride = Int(cairo_image_surface_get_stride(surface))
        let (width, height) = (
            Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
        )
        pixels = [UInt32](unsafeUninitializedCapacity: width * height) { pixels, count in
            for row in 0..<height {
                let line = UnsafeRawPointer(data + row * stride)
                for column in 0..<width {
                    pixels[row * width + column] = line.load(fromByteOffset: column * 4, as: UInt32.self) & 0xFFFFFF
                }
            }
            count = width * height
        }
        (self.width, self.height) = (width, height)
    }

    /// Share of pixels in which a colour differs by more than `tolerance` of 255; 1 where the sizes differ.
    package func difference(from other: DecodedPicture, tolerance: Int = 0) -> Double {
        guard width == other.width, height == other.height, !pixels.isEmpty else { return 1 }
        func part(_ pixel: UInt32, _ shift: UInt32) -> Int { Int((pixel >> shift) & 255) }
        func differs(_ one: UInt32, _ two: UInt32) -> Bool {
            for shift: UInt32 in [0, 8, 16] where abs(part(one, shift) - part(two, shift)) > tolerance { return true }
            return false
        }
        var count = 0
        for (one, two) in zip(pixels, other.pixels) where differs(one, two) { count += 1 }
        return Double(count) / Double(pixels.count)
    }
}
