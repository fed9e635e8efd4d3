/// A PNG file with the size and channels of its first chunk; other chunks are not read.
struct PNGHeader {
    let file: [UInt8]
    let width: UInt32
    let height: UInt32
    /// 1: grey; 2: grey with alpha; 3: colours or a palette; 4: colours with alpha.
    let channels: Int

    /// - Returns: nil unless the file begins with the signature and a header whose size TensorBoard can store.
    init?(_ file: [UInt8]) {
        let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        guard file.count >= start.count + 13, file.starts(with: start) else { return nil }
        func word(at place: Int) -> UInt32 { file[place..<(place + 4)].reduce(0) { $0 << 8 | UInt32($1) } }
        self.file = file
        width = word(at: 16)
        height = word(at: 20)
        switch file[25] {
        case 0: channels = 1
        case 2, 3: channels = 3
        case 4: channels = 2
        case 6: channels = 4
        default: return nil
        }
        // The limit of the format and of the message's field.
        guard (1...UInt32(Int32.max)).contains(width), (1...UInt32(Int32.max)).contains(height) else { return nil }
    }
}
