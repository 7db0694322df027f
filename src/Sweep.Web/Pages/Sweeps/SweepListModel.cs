using Sweep.Service.Results;
using Sweep.Web.Pages.Shared;

namespace Sweep.Web.Pages.Sweeps;

/// <summary>What the list of sweeps shows.</summary>
/// <param name="Address">Of this view.</param>
/// <param name="Page">The sweeps.</param>
/// <param name="Now">The present time.</param>
public sealed record SweepListModel(Address Address, SweepPage Page, DateTimeOffset Now)
{
    public bool IsFiltered => Address["name"] is not null || Address["state"] is not null || Address["tag"] is not null;

    public bool IsLive => Page.Sweeps.Any(sweep => Core.Sweeps.SweepStates.IsOpen(sweep.Sweep.State));
}
