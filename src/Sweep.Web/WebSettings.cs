using Sweep.Service;
using Sweep.Service.Views;
using Sweep.Storage;
using Sweep.Web.Api;
using Sweep.Web.Keys;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web;

/// <summary>What the web of a host shows, and to whom.</summary>
public sealed record WebSettings
{
    /// <summary>Makes the use cases once.</summary>
    public required Func<IServiceProvider, ISweepService> Sweeps { get; init; }

    /// <summary>Makes what gives results piece by piece, once.</summary>
    public required Func<IServiceProvider, IResultService> Results { get; init; }

    /// <summary>Makes what hands out trials of external trainers, once.</summary>
    public required Func<IServiceProvider, IClaimService> Claims { get; init; }

    /// <summary>Makes what looks after data sets, once.</summary>
    public required Func<IServiceProvider, IDataSets> DataSets { get; init; }

    /// <summary>Gives the keys that open it.</summary>
    public required Func<IServiceProvider, IKeyStore> Keys { get; init; }

    /// <summary>Reads the silos that seem alive; null where there are none to be asked.</summary>
    public Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<SiloView>>>? Silos { get; init; }

    /// <summary>Who may.</summary>
    public AccessSettings Access { get; init; } = new();

    /// <summary>Where traces of trials are shown; of none pages show the ids alone.</summary>
    public TraceAddress Traces { get; init; } = TraceAddress.None;

    /// <summary>What deletes sweeps that ended long ago; null where they are kept for ever.</summary>
    public SweepRetention? Retention { get; init; }

    /// <summary>How much at once.</summary>
    public ApiLimits Limits { get; init; } = new();
}
