namespace Sweep.Service.Archives;

/// <summary>Whoever restored a sweep stood still for so long that another took it, or deleted what was there.</summary>
internal sealed class RestoreLostException() : Exception("somebody else has the sweep by now");
