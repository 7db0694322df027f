using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;
using Sweep.Service.Views;

namespace Sweep.Client.Silos;

/// <summary>What <c>sweep silos</c> shows.</summary>
internal static class SilosView
{
    public static IRenderable Create(IReadOnlyList<SiloView> silos, TimeProvider clock, int width)
    {
        var table = new FittingTable(
        [
            new("silo", Justify.Left),
            new("address", Justify.Left),
            new("state", Justify.Left),
            new("version", Justify.Left, DropOrder: 1),
            new("slots", Justify.Right, DropOrder: 4),
            new("busy", Justify.Right, DropOrder: 5),
            new("started", Justify.Left, DropOrder: 2),
            new("heard of", Justify.Left, DropOrder: 3),
        ]);
        foreach (var silo in silos)
        {
            string[] cells =
            [
                silo.Silo, silo.Address, silo.State, silo.Version ?? "", Number(silo.Slots), Number(silo.BusySlots), Times.Show(silo.StartedAt, clock),
                Times.Show(silo.AliveAt, clock),
            ];
            table.AddRow([.. cells.Select(cell => (Printable.Whole(cell), (Style?)null))]);
        }

        return table.Fit(width);
    }

    /// <summary>"2 silos, 3 of 4 slots busy".</summary>
    public static string Summary(IReadOnlyList<SiloView> silos)
    {
        var (count, slots, busy) = (silos.Count(silo => silo.Slots is not null), silos.Sum(silo => silo.Slots ?? 0), silos.Sum(silo => silo.BusySlots ?? 0));
        return $"{(count == 1 ? "1 silo" : $"{Figures.Count(count)} silos")}, {Figures.Count(busy)} of {Figures.Count(slots)} slots busy";
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
