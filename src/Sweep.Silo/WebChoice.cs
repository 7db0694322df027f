using Sweep.Web.Pages.Shared;

namespace Sweep.Silo;

/// <summary>Whether the API and the dashboard are served, and to whom.</summary>
/// <param name="IsServed">Whether they are (<c>Sweep:Web</c>, default true); <c>/health</c> and <c>/info</c> are in any case.</param>
/// <param name="RequiresKey">Whether loopback too asks for a key (<c>Sweep:RequireKey</c>, default false).</param>
/// <param name="AllowedHosts">Names by which they may be called (<c>Sweep:AllowedHosts</c>); none for the default.</param>
public sealed record WebChoice(bool IsServed, bool RequiresKey, IReadOnlyList<string> AllowedHosts)
{
    /// <summary>Where traces of trials are shown (<c>Sweep:TraceUrl</c>).</summary>
    public TraceAddress Traces { get; init; } = TraceAddress.None;

    internal static WebChoice Read(SettingReader reader) => new(
        reader.Flag("Sweep:Web", true),
        reader.Flag("Sweep:RequireKey", false),
        reader.Text("Sweep:AllowedHosts", "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
    {
        Traces = reader.Parsed("Sweep:TraceUrl", TraceAddress.Read, TraceAddress.Rule, TraceAddress.Remedy) ?? TraceAddress.None,
    };
}
