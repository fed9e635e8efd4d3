import Foundation
import Networks
import Testing

@Suite("Safetensors")
struct SafetensorsTests {
    static let tensors = [
        Safetensors.Tensor(name: "0.weight", dims: [2, 1, 1, 2], values: [1, -2.5, 3e-39, .infinity]),
        Safetensors.Tensor(name: "0.bias", dims: [3], values: [0, -0.0, .leastNonzeroMagnitude]),
        Safetensors.Tensor(name: "scalar", dims: [], values: [42]),
        Safetensors.Tensor(name: "none", dims: [0, 4], values: []),
    ]

    /// A file of a header and some values.
    private static func file(_ header: String, bytes: Int = 16) -> Data {
        var data = Data()
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { data.append(contentsOf: $0) }
        return data + Data(header.utf8) + Data(repeating: 0, count: bytes)
    }

    private func failure(_ data: Data) -> Safetensors.Failure? {
        do {
            _ = try Safetensors.decode(data)
            return nil
        } catch {
            return error
        }
    }

    @Test("come out as they went in, bit by bit")
    func roundTrip() throws {
        let data = Safetensors.encode(Self.tensors)
        let decoded = try Safetensors.decode(data)
        #expect(decoded.count == Self.tensors.count)
        for tensor in Self.tensors {
            let found = try #require(decoded[tensor.name])
            #expect(found.dims == tensor.dims)
            #expect(found.values.map(\.bitPattern) == tensor.values.map(\.bitPattern))
        }
        #expect(data == Safetensors.encode(Self.tensors))
        #expect(try Safetensors.decode(Safetensors.encode([])).isEmpty)
    }

    @Test("not a number keeps its bits")
    func notANumber() throws {
        let tensor = Safetensors.Tensor(name: "x", dims: [1], values: [Float(bitPattern: 0x7FC0_1234)])
        let decoded = try Safetensors.decode(Safetensors.encode([tensor]))
        #expect(decoded["x"]?.values.first?.bitPattern == 0x7FC0_1234)
    }

    @Test("any name does")
    func names() throws {
        for name in ["a\"b", "back\\slash", "new\nline", "grüße", ""] {
            let tensor = Safetensors.Tensor(name: name, dims: [1], values: [1])
            #expect(try Safetensors.decode(Safetensors.encode([tensor])) == [name: tensor])
        }
    }

    @Test("values lie eight bytes aligned, in the order given")
    func layout() throws {
        let data = Safetensors.encode(Self.tensors)
        let length = data.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
        #expect((8 + length) % 8 == 0)
        #expect(data.count == 8 + length + 4 * 8)
        #expect(data[(8 + length)..<(12 + length)].elementsEqual([0, 0, 0x80, 0x3F]))
    }

    @Test("a file that is cut off anywhere says so")
    func cutOff() {
        let data = Safetensors.encode(Self.tensors)
        for count in 0..<data.count {
            guard case .cutOff(let expected, count) = failure(data.prefix(count)) else {
                Issue.record("cut off at \(count): \(String(describing: failure(data.prefix(count))))")
                continue
            }
            #expect(expected > count && expected <= data.count)
        }
        #expect(failure(data.prefix(5))?.description == "cut off: 5 bytes of 8")
    }

    @Test("a part of a larger buffer is read as well")
    func slice() throws {
        let data = Data([1, 2, 3]) + Safetensors.encode(Self.tensors)
        #expect(try Safetensors.decode(data.dropFirst(3)).count == 4)
    }

    @Test("a bad header says what is wrong with it")
    func headers() {
        #expect(failure(Data(repeating: 0xFF, count: 100)) == .badHeader("a header of 18446744073709551615 bytes"))
        let notObject = Safetensors.Failure.badHeader("the header is not a JSON object")
        for text in ["", "x", "[]", "3", "{", "{\"a\"}", String(repeating: "[", count: 5000)] {
            #expect(failure(Self.file(text)) == notObject, "\(text.prefix(20))")
        }
        #expect(failure(Self.file("{}")) == nil)
        #expect(failure(Self.file("{\"__metadata__\": {\"format\": \"pt\"}}")) == nil)
    }

    @Test("a bad tensor is named")
    func entries() {
        func entry(_ dtype: String, _ shape: String, _ offsets: String) -> Safetensors.Failure? {
            failure(Self.file("{\"t\": {\"dtype\": \(dtype), \"shape\": \(shape), \"data_offsets\": \(offsets)}}"))
        }
        #expect(entry("\"F32\"", "[2, 2]", "[0, 16]") == nil)
        #expect(entry("\"F16\"", "[2, 2]", "[0, 8]") == .badTensor(name: "t", "type F16 is not F32"))
        for (shape, offsets) in [
            ("[2, 2]", "[0, 12]"), ("[2, 2]", "[16, 0]"), ("[2, 2]", "[-16, 0]"), ("[3]", "[0, 16]"), ("[0]", "[0, 4]"),
        ] {
            guard case .badTensor("t", let text) = entry("\"F32\"", shape, offsets) else {
                Issue.record("\(shape) \(offsets)")
                continue
            }
            #expect(text.hasPrefix("data_offsets ") && text.contains(" do not fit shape "))
        }
        for shape in ["[-2, -2]", "[4294967296, 4294967296, 4]", "[9223372036854775807, 3]", "[1099511627776]"] {
            guard case .badTensor("t", let text) = entry("\"F32\"", shape, "[0, 16]") else {
                Issue.record("\(shape)")
                continue
            }
            #expect(text.hasPrefix("shape "))
        }
        let incomplete = Safetensors.Failure.badTensor(name: "t", "needs dtype, shape and two data_offsets")
        for text in [
            "{\"t\": 5}", "{\"t\": {}}", "{\"t\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0]}}",
            "{\"t\": {\"dtype\": \"F32\", \"shape\": [1.5], \"data_offsets\": [0, 4]}}",
            "{\"t\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 1e40]}}",
        ] {
            #expect(failure(Self.file(text)) == incomplete, "\(text)")
        }
        let far = Self.file("{\"t\": {\"dtype\": \"F32\", \"shape\": [4], \"data_offsets\": [8, 24]}}")
        #expect(failure(far) == .cutOff(expected: far.count + 8, found: far.count))
    }
}
