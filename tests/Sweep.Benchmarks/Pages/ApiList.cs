namespace Sweep.Benchmarks.Pages;

/// <summary>Calls of the HTTP API that have what the pages have, for those who draw their own.</summary>
internal static class ApiList
{
    public static IEnumerable<(string Name, string Address)> Of(PageData data)
    {
        var big = $"/v1/sweeps/{data.Big:d}";
        string[] addresses =
        [
            "/v1/sweeps?page_size=50", "/v1/sweeps?name=all+9&page_size=50", big, $"/v1/sweeps/{data.Paused:d}", $"{big}/trials?page_size=100",
            $"{big}/trials?page_size=100&order_by=best_objective", $"{big}/trials?page_size=100&order_by=-best_objective&pattern=circle", $"{big}/trials/471",
            $"{big}/trials/471/curve", $"{big}/curves?numbers={string.Join(',', Enumerable.Range(0, 24).Select(k => 997 * k))}", $"{big}/convergence?by=pattern",
            $"{big}/convergence?by=learning_rate", $"{big}/importance", $"{big}/front", $"{big}/rungs", $"/v1/compare?sweeps={data.Big:d},{data.Other:d}", "/v1/silos",
        ];
        return addresses.Select(address => (NameOf(address, data), address));
    }

    private static string NameOf(string address, PageData data)
    {
        var name = address.Replace($"{data.Big:d}", "BIG", StringComparison.Ordinal).Replace($"{data.Other:d}", "OTHER", StringComparison.Ordinal)
            .Replace($"{data.Paused:d}", "PAUSED", StringComparison.Ordinal);
        var numbers = name.IndexOf("numbers=", StringComparison.Ordinal);
        return numbers < 0 ? name : $"{name[..numbers]}numbers=(24)";
    }
}
