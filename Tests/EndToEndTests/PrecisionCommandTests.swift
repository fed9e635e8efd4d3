import Testing

@Suite("precision")
struct PrecisionCommandTests {
    @Test("instructions without bfloat16 refuse bf16, in one line that names both, before anything is written")
    func refused() throws {
        try Sandbox.with { box in
            try box.prepare("tiny", ["precision": #""bf16""#])
            for command in ["run", "find"] {
                let call = try box.onecycle(command, "tiny.json", "--isa", "avx2", "--quiet")
                #expect(call.exitCode == 65)
                #expect(call.errorLines.count == 1)
                #expect(
                    call.errorLines.first?.hasPrefix("precision bf16 needs a processor that multiplies bfloat16")
                        == true)
                #expect(call.errorLines.first?.contains("kernels here use avx2. Set precision to fp32") == true)
                #expect(!box.exists("output/tiny/seed-0"))
            }
            #expect(try box.onecycle("validate", "tiny.json").exitCode == 0)
        }
    }
}
