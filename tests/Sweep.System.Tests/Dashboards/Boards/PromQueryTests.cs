namespace Sweep.SystemTests.Dashboards.Boards;

public sealed class PromQueryTests
{
    [Theory]
    [InlineData("sum(a_total) > 0 unless sum(rate(b_total[15m])) > 0", "a_total b_total")]
    [InlineData("histogram_quantile(0.95, sum by (le, pattern) (rate(c_bucket{state=\"x\"}[5m] offset 1h)))", "c_bucket")]
    [InlineData("up{job=\"sweep\"} == 0 or absent(up) and on (job, instance) d > 1e3", "up d")]
    public void Metrics_OfAnExpression_AreItsNamesOnly(string expression, string expected) => Assert.Equal(expected.Split(' '), PromQuery.Metrics(expression));
}
