using System.Runtime.InteropServices;

namespace Sweep.Grains.Processes;

/// <summary><c>struct pollfd</c>; a negative descriptor is passed over.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PolledDescriptor(int descriptor)
{
    public int Descriptor = descriptor;
    public short Wanted = LinuxCalls.Readable;
    public short Happened;
}
