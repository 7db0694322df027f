using System.Text.Json;

namespace Sweep.Benchmarks.Queries;

/// <summary>All pages, what they fetch, and what the API answers about the same.</summary>
internal sealed class PageAddresses
{
    private const string Spec = "name: checked\nparameters:\n  pattern: [circle, diamond]\n  learning_rate: { log: [0.001, 0.1], count: 20 }\n";

    private PageAddresses(IReadOnlyList<PageAddress> all) => All = all;

    public IReadOnlyList<PageAddress> All { get; }

    /// <param name="client">Of a server.</param>
    /// <param name="big">The sweep that is looked at.</param>
    public static async Task<PageAddresses> FindAsync(HttpClient client, Guid big)
    {
        using var sweeps = JsonDocument.Parse(await client.GetStringAsync(new Uri("/v1/sweeps?page_size=50", UriKind.Relative)));
        var next = sweeps.RootElement.GetProperty("next_page_token").GetString();
        var small = sweeps.RootElement.GetProperty("sweeps").EnumerateArray().Select(one => one.GetProperty("sweep_id").GetGuid()).First(id => id != big);
        var (page, call) = ($"/sweeps/{big:d}", $"/v1/sweeps/{big:d}");
        using var trials = JsonDocument.Parse(await client.GetStringAsync(new Uri($"{call}/trials?order_by=best_objective&page_size=1000", UriKind.Relative)));
        var behind = trials.RootElement.GetProperty("next_page_token").GetString();
        var hundred = string.Join(',', Enumerable.Range(0, 100).Select(k => 997 * k));
        return new(
        [
            new("page of sweeps", "/sweeps"), new("  the next", $"/sweeps?page={next}"), new("  by a part of the name", "/sweeps?name=all+9"),
            new("  by a tag that none has", "/sweeps?tag=none"),
            new("page of the sweep", page), new("  by samples, other maps and curves", $"{page}?by=samples&x=samples&y=learning_rate&cell=best&lines=samples"),
            new("  its front by other things", $"{page}?front_x=loss&front_y=samples"), new("  its head alone", $"{page}?fragment=head"),
            new("page of trials", $"{page}/trials"), new("  by best_objective", $"{page}/trials?order=best_objective"),
            new("  of a pattern, by reached_at downwards", $"{page}/trials?where=pattern%3Aeq%3Acircle&order=-reached_at"),
            new("  behind the first thousand", $"{page}/trials?order=best_objective&page={behind}"),
            new("page of a trial", $"{page}/trials/4711"), new("  with its boundary", $"{page}/trials/4711?boundary=show"),
            new("page of a comparison", $"/compare?ids={big:d},{small:d}"), new("page of the cluster", "/cluster"), new("page of a new sweep", "/sweeps/new"),
            new("sweeps", "/v1/sweeps"), new("  the next", $"/v1/sweeps?page_token={next}"), new("  by a part of the name", "/v1/sweeps?name=all+9&page_size=100"),
            new("  by a tag that none has", "/v1/sweeps?tag=none"),
            new("sweep", call), new("  its row", $"{call}/row"), new("  its spec", $"{call}/spec"), new("  its silos", $"{call}/silos"),
            new("trials", $"{call}/trials"), new("  by best_objective", $"{call}/trials?order_by=best_objective"),
            new("  behind the first thousand", $"{call}/trials?order_by=best_objective&page_token={behind}"),
            new("  of a pattern, two conditions, downwards", $"{call}/trials?pattern=circle&learning_rate.lte=0.005&order_by=-best_objective"),
            new("  by learning_rate, that reached the target", $"{call}/trials?reached_at.ne=&order_by=learning_rate"),
            new("  a thousand", $"{call}/trials?page_size=1000"),
            new("trial", $"{call}/trials/4711"), new("  its curve", $"{call}/trials/4711/curve"), new("  its rungs", $"{call}/trials/4711/rungs"),
            new("curves of 100 trials", $"{call}/curves?numbers={hundred}&points=400"),
            new("convergence", $"{call}/convergence"), new("  compared", $"{call}/convergence?by=learning_rate&compare=true"),
            new("importance", $"{call}/importance"), new("front", $"{call}/front"), new("  by other things", $"{call}/front?axes=loss,samples"),
            new("rungs", $"{call}/rungs"), new("comparison", $"/v1/compare?sweeps={big:d},{small:d}"), new("notes", $"{call}/notes"), new("silos", "/v1/silos"),
            new("check of a spec", "/v1/sweeps?validate_only=true") { Body = Spec },
        ]);
    }
}
