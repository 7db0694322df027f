using Microsoft.OpenApi;
using Sweep.Service.Views;
using Sweep.Storage.Trials;

namespace Sweep.Web.Api;

/// <summary>Schemas of what is written by converters, which say nothing of the form that they give it.</summary>
internal static class ApiSchemas
{
    public static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(TrialView))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Properties = TrialColumns.All.ToDictionary(
                column => column.Name, column => (IOpenApiSchema)new OpenApiSchema { Description = column.Comment });
        }
        else if (type == typeof(RankedGroup))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description =
                "How one value of a parameter did; the value stands under the parameter's name, beside trials, reached, share, median_iterations, best_iterations and best.";
        }
        else if (type == typeof(double) || type == typeof(double?))
        {
            // JSON has no NaN and no infinity.
            schema.Type = JsonSchemaType.Number | JsonSchemaType.Null;
        }
        else if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            schema.Type = JsonSchemaType.String | (type == typeof(DateTimeOffset) ? 0 : JsonSchemaType.Null);
            schema.Format = "date-time";
        }
    }
}
