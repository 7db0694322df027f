namespace Sweep.Web.Keys;

/// <summary>Who may reach a server.</summary>
public sealed record AccessSettings
{
    /// <summary>
    /// Names by which it is called, as <c>Host</c> has them and without a port; <c>*.example.org</c> stands for all below, <c>*</c> for any. A server that
    /// listens on loopback alone answers to the names of loopback in any case, and to no others that are not here; with keys, none here means any.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether a key is asked for on loopback too, where anybody on this machine may else do anything.</summary>
    public bool AsksOnLoopback { get; init; }
}
