using Sweep.Storage.Sweeps;

namespace Sweep.Web.Pages.OneSweep;

/// <summary>What is to be confirmed.</summary>
public sealed record ActionModel(SweepRecord Sweep, SweepAction Action);
