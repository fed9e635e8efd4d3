import JSON

/// The header of a safetensors file, checked against the file's size: its tensors and their places.
struct SafetensorsReader {
    /// A tensor's line in the header.
    struct Entry {
        var name: String
        /// Nil if there is a problem with it.
        var layout: Layout?
    }

    /// Type, shape and place of a tensor's values.
    struct Layout {
        var type: String
        var dims: [Int]
        /// Bytes, counted from the first behind the header.
        var extent: Range<Int>
    }

    /// In the order of the header.
    private(set) var entries: [Entry] = []
    /// Problems of the file and of its entries.
    private(set) var problems: [Safetensors.Problem] = []
    /// The texts of `__metadata__`.
    let notes: [String: String]
    /// The available bytes behind the header.
    private let values: UnsafeRawBufferPointer

    /// - Parameters:
    ///   - bytes: the whole file, or enough of it for the header, valid as long as this is used.
    ///   - fileSize: of the whole file.
    /// - Throws: `Failure` if the file has no header to read.
    init(_ bytes: UnsafeRawBufferPointer, fileSize: Int) throws(Safetensors.Failure) {
        guard bytes.count >= 8 else { throw .init(problems: [.cutOff(expected: 8, found: bytes.count)]) }
        let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(Safetensors.headerLimit - 8) else {
            throw .init(problems: [.header(.tooLong(bytes: length, limit: Safetensors.headerLimit - 8))])
        }
        let start = 8 + Int(length)
        guard bytes.count >= start else { throw .init(problems: [.cutOff(expected: start, found: bytes.count)]) }
        values = UnsafeRawBufferPointer(rebasing: bytes[start...])
        let header: SafetensorsHeader
        do {
            header = try SafetensorsHeader(Array(bytes[8..<start]))
        } catch {
            throw .init(problems: [.header(error)])
        }
        notes = header.notes
        var found: [(problem: Safetensors.Problem, place: JSONPosition)] = header.repeatedTensors.map {
            (.tensor(name: $0.name, .duplicate), $0.place)
        }
        for tensor in header.tensors {
            do {
                entries.append(Entry(name: tensor.name, layout: try Layout(tensor)))
            } catch {
                entries.append(Entry(name: tensor.name, layout: nil))
                found.append((.tensor(name: tensor.name, error.issue), tensor.place))
            }
        }
        problems = found.sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }.map(\.problem)
        checkExtents(start: start, fileSize: fileSize)
    }

    /// Every byte behind the header is of one tensor, and every tensor's bytes are there.
    /// - Parameter start: of the first tensor.
    private mutating func checkExtents(start: Int, fileSize: Int) {
        let placed = entries.compactMap { entry in entry.layout.map { (name: entry.name, extent: $0.extent) } }
        var end = 0
        var last = ""
        var unused = 0
        for (name, extent) in placed.filter({ !$0.extent.isEmpty }).sorted(by: { $0.extent.isBefore($1.extent) }) {
            if extent.lowerBound < end { problems.append(.tensor(name: name, .overlaps(last))) }
            unused += max(0, extent.lowerBound - end)
            if extent.upperBound > end { (end, last) = (extent.upperBound, name) }
        }
        // Tensors without a value have a place too.
        let needed = placed.map(\.extent.upperBound).max() ?? 0
        if needed > fileSize - start {
            let (expected, overflow) = start.addingReportingOverflow(needed)
            problems.append(.cutOff(expected: overflow ? .max : expected, found: fileSize))
        } else if problems.isEmpty, unused + (fileSize - start - end) > 0 {
            problems.append(.unusedBytes(unused + (fileSize - start - end)))
        }
    }

    /// The values of a float32 tensor. Requires a whole file without problems.
    func floats(_ layout: Layout) -> [Float] {
        let source = UnsafeRawBufferPointer(rebasing: values[layout.extent])
        let count = source.count / MemoryLayout<Float>.stride
        return [Float](unsafeUninitializedCapacity: count) { floats, filled in
            UnsafeMutableRawBufferPointer(floats).copyMemory(from: source)
            #if _endian(big)
                for index in 0..<count { floats[index] = Float(bitPattern: floats[index].bitPattern.byteSwapped) }
            #endif
            filled = count
        }
    }

    /// The bytes of a tensor, likewise.
    func bytes(_ layout: Layout) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: values[layout.extent]) }

    /// The value of a single 64-bit integer, likewise.
    func integer(_ layout: Layout) -> Int64 {
        Int64(littleEndian: values.loadUnaligned(fromByteOffset: layout.extent.lowerBound, as: Int64.self))
    }
}

extension SafetensorsReader.Layout {
    /// Why a value of the header is no tensor.
    struct Refusal: Error {
        var issue: Safetensors.TensorIssue
    }

    /// Reads a tensor's value in the header.
    init(_ tensor: SafetensorsHeader.Tensor) throws(Refusal) {
        guard case .object(let members) = tensor.value.content else { throw Refusal(issue: .incomplete) }
        func member(_ key: String) throws(Refusal) -> JSONNode {
            if tensor.repeatedKeys.contains(where: { $0.isExactly(key) }) {
                throw Refusal(issue: .duplicateKey(key))
            }
            guard let found = members.first(where: { $0.key.isExactly(key) }) else {
                throw Refusal(issue: .incomplete)
            }
            return found.node
        }
        func counts(_ value: JSONNode) -> [Int]? {
            guard case .array(let elements) = value.content else { return nil }
            let counts = elements.compactMap(\.count)
            return counts.count == elements.count ? counts : nil
        }
        let (typeValue, shape, places) = (try member("dtype"), try member("shape"), try member("data_offsets"))
        guard case .string(let text) = typeValue.content else { throw Refusal(issue: .incomplete) }
        guard let (type, size) = Self.sizes.first(where: { $0.type.utf8.elementsEqual(text.utf8) }) else {
            throw Refusal(issue: .badType(text))
        }
        guard let dims = counts(shape) else { throw Refusal(issue: .badShape(shape.headerText)) }
        guard let offsets = counts(places), offsets.count == 2 else {
            throw Refusal(issue: .badOffsets(places.headerText))
        }
        guard offsets[0] <= offsets[1], Self.fits(bytes: offsets[1] - offsets[0], dims, of: size) else {
            throw Refusal(issue: .wrongExtent(offsets: offsets, type: type, dims: dims))
        }
        self.init(type: type, dims: dims, extent: offsets[0]..<offsets[1])
    }

    /// Whether a tensor of `dims`, with `size` bytes per value, takes exactly `bytes`.
    private static func fits(bytes: Int, _ dims: [Int], of size: Int) -> Bool {
        if dims.contains(0) { return bytes == 0 }
        var product = size
        for dim in dims {
            let (next, overflow) = product.multipliedReportingOverflow(by: dim)
            guard !overflow else { return false }
            product = next
        }
        return product == bytes
    }

    /// Bytes of a value.
    private static let sizes: [(type: String, bytes: Int)] = [
        ("F32", 4), ("I64", 8), ("F64", 8), ("F16", 2), ("BF16", 2), ("I32", 4), ("I16", 2), ("I8", 1),
        ("U64", 8), ("U32", 4), ("U16", 2), ("U8", 1), ("BOOL", 1), ("F8_E5M2", 1), ("F8_E4M3", 1), ("C64", 8),
    ]
}

extension Range<Int> {
    fileprivate func isBefore(_ other: Range<Int>) -> Bool {
        (lowerBound, upperBound) < (other.lowerBound, other.upperBound)
    }
}
