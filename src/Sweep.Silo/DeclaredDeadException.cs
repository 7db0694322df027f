namespace Sweep.Silo;

/// <summary>The silos of a cluster have declared this one dead before it had joined.</summary>
internal sealed class DeclaredDeadException(Exception cause) : Exception(null, cause);
