using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;
using Sweep.Client.Formatting;
using Sweep.Client.Terminal;

namespace Sweep.Client.Silos;

/// <summary>What <c>sweep silos</c> shows.</summary>
internal static class SilosView
{
    public static IRenderable Create(IReadOnlyList<LiveSilo> silos, TimeProvider clock, int width)
    {
        var now = clock.GetUtcNow();
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
                silo.Entry.Name, silo.Entry.Address.Endpoint.ToString(), State(silo, now), silo.Report?.Version ?? "", Number(silo.Report?.Slots),
                Number(silo.Report?.Busy), Times.Show(silo.Entry.StartedAt, clock), Times.Show(silo.Entry.AliveAt, clock),
            ];
            table.AddRow([.. cells.Select(cell => (Printable.Whole(cell), (Style?)null))]);
        }

        return table.Fit(width);
    }

    public static void WriteJson(Utf8JsonWriter json, string name, IReadOnlyList<LiveSilo> silos, DateTimeOffset now)
    {
        json.WriteStartArray(name);
        foreach (var silo in silos)
        {
            json.WriteStartObject();
            json.WriteString("silo", silo.Entry.Name);
            json.WriteString("address", silo.Entry.Address.Endpoint.ToString());
            json.WriteString("gateway", silo.Entry.Gateway.ToString());
            json.WriteString("state", State(silo, now));
            json.WriteString("version", silo.Report?.Version);
            WriteNumber(json, "numerics", silo.Report?.Numerics);
            WriteNumber(json, "slots", silo.Report?.Slots);
            WriteNumber(json, "busy_slots", silo.Report?.Busy);
            json.WriteString("started_at", Times.Iso(silo.Entry.StartedAt));
            json.WriteString("alive_at", Times.Iso(silo.Entry.AliveAt));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>"2 silos, 3 of 4 slots busy".</summary>
    public static string Summary(IReadOnlyList<LiveSilo> silos)
    {
        SiloTotals totals = new(silos.Count(silo => silo.Report is not null), silos.Sum(silo => silo.Report?.Slots ?? 0), silos.Sum(silo => silo.Report?.Busy ?? 0));
        return $"{(totals.Silos == 1 ? "1 silo" : $"{Figures.Count(totals.Silos)} silos")}, {Figures.Count(totals.Busy)} of {Figures.Count(totals.Slots)} slots busy";
    }

    /// <summary>As the cluster sees it; "silent" where the cluster has not found out yet.</summary>
    private static string State(LiveSilo silo, DateTimeOffset now)
    {
        var status = silo.Entry.Status;
        if (status == SiloStatus.Active)
            return silo.Report is not null || silo.Entry.SeemsAlive(now) ? "active" : "silent";
        return status switch
        {
            SiloStatus.Created or SiloStatus.Joining => "joining",
            SiloStatus.ShuttingDown or SiloStatus.Stopping => "leaving",
            _ => "dead",
        };
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private readonly record struct SiloTotals(int Silos, int Slots, int Busy);
}
