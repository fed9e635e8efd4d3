import Foundation
import Networks
import Testing

/// A safetensors file of a header and some zeros.
func safetensorsFile(_ header: String, bytes: Int = 16) -> Data {
    var data = Data()
    withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
    return data + Data(header.utf8) + Data(repeating: 0, count: bytes)
}

@Suite("Safetensors")
struct SafetensorsTests {
    static let tensors = [
        Safetensors.Tensor(name: "0.weight", dims: [2, 1, 1, 2], values: [1, -2.5, 3e-39, .infinity]),
        Safetensors.Tensor(name: "0.bias", dims: [3], values: [0, -0.0, .leastNonzeroMagnitude]),
        Safetensors.Tensor(name: "scalar", dims: [], values: [42]),
        Safetensors.Tensor(name: "none", dims: [0, 4], values: []),
    ]

    @Test("come out as they went in, bit by bit and in order")
    func roundTrip() throws {
        let data = Safetensors.encode(Self.tensors)
        let decoded = try Safetensors.decode(data)
        #expect(decoded.map(\.name) == Self.tensors.map(\.name))
        #expect(decoded.map(\.dims) == Self.tensors.map(\.dims))
        #expect(decoded.map { $0.values.map(\.bitPattern) } == Self.tensors.map { $0.values.map(\.bitPattern) })
        #expect(data == Safetensors.encode(Self.tensors))
        #expect(try Safetensors.decode([UInt8](data)) == decoded)
        #expect(try Safetensors.decode(Safetensors.encode([])).isEmpty)
    }

    @Test("not a number keeps its bits")
    func notANumber() throws {
        let tensor = Safetensors.Tensor(name: "x", dims: [1], values: [Float(bitPattern: 0x7FC0_1234)])
        let decoded = try Safetensors.decode(Safetensors.encode([tensor]))
        #expect(decoded.first?.values.first?.bitPattern == 0x7FC0_1234)
    }

    @Test("any name does")
    func names() throws {
        for name in ["a\"b", "back\\slash", "new\nline", "grüße", "\u{1F600}", "\u{7F}", ""] {
            let tensor = Safetensors.Tensor(name: name, dims: [1], values: [1])
            #expect(try Safetensors.decode(Safetensors.encode([tensor])) == [tensor])
        }
    }

    @Test("names may be escaped as JSON has it")
    func escapes() throws {
        let name = #"\u0061\ud83d\ude00\/\n\u00e9"#
        let header = "{\"\(name)\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [0, 16]}}"
        #expect(try Safetensors.decode(safetensorsFile(header)).map(\.name) == ["a\u{1F600}/\n\u{E9}"])
    }

    @Test("values lie eight bytes aligned, in the order given, and counters before them")
    func layout() throws {
        let data = Safetensors.encode(Self.tensors, counters: [("n", 7)])
        let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect((8 + length) % 8 == 0)
        #expect(data.count == 8 + length + 8 + 4 * 8)
        #expect(data[(8 + length)..<(16 + length)].elementsEqual([7, 0, 0, 0, 0, 0, 0, 0]))
        #expect(data[(16 + length)..<(20 + length)].elementsEqual([0, 0, 0x80, 0x3F]))
        #expect(try Safetensors.decode(data).map(\.name) == Self.tensors.map(\.name), "counters are passed over")
    }

    @Test("a part of a larger buffer is read as well")
    func slice() throws {
        let data = Data([1, 2, 3]) + Safetensors.encode(Self.tensors)
        #expect(try Safetensors.decode(data.dropFirst(3)) == Self.tensors)
    }
}
