using Sweep.Client.Silos;
using Sweep.Grains.Notifications;
using Sweep.Service.Browsing;
using Sweep.Web.Pages.Shared;

namespace Sweep.Client.Serving;

/// <summary>What is to be served.</summary>
/// <param name="Urls">Where to listen.</param>
/// <param name="Slots">Trials in training at once; null for one per core, 0 for no silo.</param>
/// <param name="Cluster">The cluster that trains instead; null for none.</param>
internal sealed record ServeChoice(IReadOnlyList<string> Urls, int? Slots, ClusterView? Cluster)
{
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    public bool RequiresKey { get; init; }

    /// <summary>Where traces of trials are shown.</summary>
    public TraceAddress Traces { get; init; } = TraceAddress.None;

    /// <summary>How receivers of sweeps are told.</summary>
    public Action<NotificationOptions> Notifications { get; init; } = _ => { };

    /// <summary>For how long sweeps that have ended are kept; null for ever.</summary>
    public RetentionPolicy? Retention { get; init; }

    /// <summary>Whether commands of specs run: whoever may submit may then run anything.</summary>
    public bool AllowsCommands { get; init; }
}
