// Command gateway stands in front of the services of the storefront.
package main

import "fmt"

func main() {
	fmt.Println("storefront-gateway")
}
