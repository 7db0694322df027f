using System.Globalization;
using Sweep.Grains.Contracts;

namespace Sweep.Grains.Trials;

/// <summary>References to the trial grains of one sweep.</summary>
/// <remarks>Asked by interface, Orleans reads the interface's attributes by reflection every time, a tenth of what a short trial costs.</remarks>
internal sealed class TrialReferences
{
    private readonly IGrainFactory _grains;
    private readonly Guid _sweep;
    private readonly GrainType _type;
    private readonly GrainInterfaceType _interface;

    public TrialReferences(IGrainFactory grains, Guid sweep)
    {
        _grains = grains;
        _sweep = sweep;
        var any = (GrainReference)grains.GetGrain<ITrialGrain>(sweep, "0");
        _type = any.GrainId.Type;
        _interface = any.InterfaceType;
    }

    public ITrialGrain this[long number] => (ITrialGrain)_grains.GetGrain(
        GrainId.Create(_type, GrainIdKeyExtensions.CreateGuidKey(_sweep, number.ToString(CultureInfo.InvariantCulture))), _interface);
}
