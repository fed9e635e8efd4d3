import TestSupport
import Specs
import Runs
import Foundation
import Testing

@Suite("The machine of a run")
struct MachineTests {
    private func machine(_ files: [String: String]) -> Machine { Machine { files[$0] } }

    @Test("is what the system's files say of it")
    func files() {
        let found = machine([
            "/proc/cpuinfo": "processor\t: 0\nmodel name\t:  AMD EPYC: 7\u{1B} \nprocessor\t: 1\nmodel name\t: other\n",
            "/etc/os-release": "NAME=x\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n",
        ])
        #expect(found.cpu == "AMD EPYC: 7")
        #expect(found.os.hasPrefix("Debian GNU/Linux 12 (bookworm), "))
        #expect(found.cores == ProcessInfo.processInfo.activeProcessorCount)
        #expect(found.compiler.hasPrefix("Swift 6"))
    }

    @Test("is given as far as known if they do not")
    func missing() {
        #expect(machine([:]).cpu == "unknown")
        #expect(!machine([:]).os.isEmpty)
        #expect(machine(["/proc/cpuinfo": "model name\n:\nmodel name:\n", "/etc/os-release": "="]).cpu == "unknown")
        #expect(machine(["/proc/device-tree/model": "Raspberry Pi 5\0"]).cpu == "Raspberry Pi 5")
    }
}
